//! What one request is charged: units that are reserved before, and what it used after.

use std::{
    sync::atomic::{AtomicBool, AtomicU64, Ordering},
    time::Duration,
};

use crate::{
    limits::{
        cost::{BASE_UNITS, UNIT_PROCESSOR_TIME},
        fairness::REQUEST_PROCESSOR_TIME,
    },
    web::processor_time::ProcessorMeter,
};

/// The charge of one request.
pub struct Charge {
    /// Units that were spent in advance and not settled yet.
    reserved: AtomicU64,
    further_units: AtomicU64,
    /// The processor time that is measured.
    pub processor_time: ProcessorMeter,
    is_settled: AtomicBool,
}

/// What a request used, as `extensions.cost` states it.
#[derive(Clone, Copy, Debug)]
pub struct Usage {
    /// Units that were spent in advance.
    pub reserved: u64,
    /// Units that it costs.
    pub units: u64,
    /// Processor time, with an allowance for what is not measured.
    pub processor_time: Duration,
}

impl Charge {
    /// The charge of a request for which so many units were spent.
    pub fn new(reserved: u64) -> Self {
        Self {
            reserved: AtomicU64::new(reserved),
            further_units: AtomicU64::new(0),
            processor_time: ProcessorMeter::default(),
            is_settled: AtomicBool::new(false),
        }
    }

    /// Notes that further units were spent in advance.
    pub fn reserve(&self, units: u64) {
        self.reserved.fetch_add(units, Ordering::Relaxed);
    }

    /// Adds units to those of the processor time.
    pub fn add_units(&self, units: u64) {
        self.further_units.fetch_add(units, Ordering::Relaxed);
    }

    /// What the request used so far.
    pub fn usage(&self) -> Usage {
        let processor_time = self.processor_time.so_far() + REQUEST_PROCESSOR_TIME;
        let reserved = self.reserved.load(Ordering::Relaxed);
        let units = units_of(processor_time) + self.further_units.load(Ordering::Relaxed);
        Usage { reserved, units, processor_time }
    }

    /// What the request used, of which nothing is reserved any more: the caller settles the difference.
    pub fn settle(&self) -> Usage {
        self.is_settled.store(true, Ordering::Relaxed);
        let usage = self.usage();
        let reserved = self.reserved.swap(usage.units, Ordering::Relaxed);
        Usage { reserved, ..usage }
    }

    /// Whether work was done that was not settled.
    pub fn is_open(&self) -> bool {
        !self.is_settled.load(Ordering::Relaxed) && !self.processor_time.so_far().is_zero()
    }
}

/// The units that a request costs which takes so much processor time.
pub fn units_of(processor_time: Duration) -> u64 {
    let units = processor_time.as_nanos().div_ceil(UNIT_PROCESSOR_TIME.as_nanos());
    u64::try_from(units).unwrap_or(u64::MAX).max(BASE_UNITS)
}
