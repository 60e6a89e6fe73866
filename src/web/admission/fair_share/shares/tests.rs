//! Clients and threads on a simulated clock.

use std::{
    cmp::Reverse,
    collections::{BinaryHeap, VecDeque},
};

use super::*;
use crate::web::admission::fair_share::SCARCE;

const MICROSECOND: Duration = Duration::from_micros(1);

/// Clients that send requests over several connections each, one after the other.
#[derive(Clone, Copy)]
struct Group {
    clients: usize,
    connections: usize,
    /// What one of its requests takes, in microseconds.
    request: u64,
    /// Time between a response and the next request, in microseconds.
    pause: u64,
}

const FAIR: Group = Group { clients: 199, connections: 1, request: 300, pause: 0 };
const ABUSER: Group = Group { clients: 1, connections: 150, request: 300, pause: 0 };

/// A server with two threads.
struct Simulation {
    shares: Shares<Request>,
    start: Instant,
    /// Requests that arrive, by time in microseconds.
    arriving: BinaryHeap<Reverse<(u64, usize, usize)>>,
    ready: VecDeque<Request>,
    groups: Vec<Group>,
    /// Requests of each group that were served.
    served: Vec<u64>,
    /// Requests of each group that were held back.
    held: Vec<u64>,
    busy: u64,
}

#[derive(Clone, Copy)]
struct Request {
    group: usize,
    client: usize,
    reserved: u64,
}

const THREADS: usize = 2;

fn client(number: usize) -> Client {
    let number = u16::try_from(number).unwrap().to_be_bytes();
    Client::at([127, 0, number[0], number[1]].into())
}

impl Simulation {
    /// Serves these groups for so many seconds.
    fn run(groups: &[Group], seconds: u64) -> Self {
        let start = Instant::now();
        let zeros = vec![0; groups.len()];
        let mut simulation = Self {
            shares: Shares::new(start, THREADS),
            start,
            arriving: BinaryHeap::new(),
            ready: VecDeque::new(),
            groups: groups.to_vec(),
            served: zeros.clone(),
            held: zeros,
            busy: 0,
        };
        let mut first = 0;
        for (group, it) in groups.iter().enumerate() {
            for client in first..first + it.clients {
                for _ in 0..it.connections {
                    simulation.arriving.push(Reverse((0, group, client)));
                }
            }
            first += it.clients;
        }
        simulation.serve(seconds * 1_000_000);
        simulation
    }

    fn serve(&mut self, end: u64) {
        // When each thread is free again, and what it is busy with.
        let mut threads = [(0_u64, None::<Request>); THREADS];
        let window = u64::try_from(SHARE_WINDOW.as_micros()).unwrap();
        let (mut now, mut next_window) = (0, window);
        while now < end {
            for (free_at, request) in &mut threads {
                if *free_at <= now
                    && let Some(request) = request.take()
                {
                    self.end(request, now);
                }
            }
            while let Some(Reverse((at, group, client))) = self.arriving.peek().copied()
                && at <= now
            {
                self.arriving.pop();
                self.arrive(group, client);
            }
            if now >= next_window {
                next_window += window;
                self.end_window(now, window);
            }
            for (free_at, running) in &mut threads {
                if running.is_none() {
                    *running = self.ready.pop_front();
                    *free_at =
                        now + running.map_or(0, |request| self.groups[request.group].request);
                }
            }
            let arrival = self.arriving.peek().map_or(u64::MAX, |Reverse((at, ..))| *at);
            let busy = threads.iter().filter(|(_, request)| request.is_some());
            let free = busy.map(|(at, _)| *at).min().unwrap_or(u64::MAX);
            now = arrival.min(free).min(next_window).max(now);
        }
    }

    fn end(&mut self, request: Request, now: u64) {
        let Group { request: time, pause, .. } = self.groups[request.group];
        self.busy += time;
        self.served[request.group] += 1;
        let ready = &mut self.ready;
        let wake = |request: Request, reserved| {
            ready.push_back(Request { reserved, ..request });
            true
        };
        self.shares.end(&client(request.client), request.reserved, time * 1_000, wake);
        self.arriving.push(Reverse((now + pause, request.group, request.client)));
    }

    fn arrive(&mut self, group: usize, number: usize) {
        let request = Request { group, client: number, reserved: 0 };
        if let Some(reserved) = self.shares.begin(&client(number)) {
            self.ready.push_back(Request { reserved, ..request });
        } else {
            self.held[group] += 1;
            assert!(self.shares.hold(&client(number), request, |_| false));
        }
    }

    fn end_window(&mut self, now: u64, window: u64) {
        let capacity = window * u64::try_from(THREADS).unwrap();
        let is_scarce = to_f64(self.busy) > to_f64(capacity) * (1.0 - SCARCE);
        self.busy = 0;
        let now = self.start + u32::try_from(now).unwrap() * MICROSECOND;
        let elapsed = self.shares.is_over(now).unwrap();
        self.shares.next_window(now, elapsed, is_scarce);
        let ready = &mut self.ready;
        self.shares.release(|request, reserved| {
            ready.push_back(Request { reserved, ..request });
            true
        });
    }
}

/// What the first group keeps of its throughput beside the second.
fn kept(fair: Group, abusers: Group) -> f64 {
    let alone = Simulation::run(&[fair], 10);
    let beside = Simulation::run(&[fair, abusers], 10);
    to_f64(beside.served[0]) / to_f64(alone.served[0])
}

#[test]
fn one_client_of_two_hundred_takes_no_more_than_its_share() {
    for request in [50, 300, 5_000] {
        let kept = kept(FAIR, Group { request, ..ABUSER });
        assert!(kept > 0.93, "requests of {request} µs: {kept}");
    }
}

#[test]
fn twenty_clients_of_forty_take_no_more_than_their_share() {
    let fair = Group { clients: 20, ..FAIR };
    let abusers = Group { clients: 20, connections: 30, ..ABUSER };
    let kept = kept(fair, abusers);
    assert!(kept > 0.45, "half of the clients have half of the time: {kept}");
}

#[test]
fn a_single_client_is_never_held() {
    let simulation = Simulation::run(&[ABUSER], 5);
    assert_eq!(simulation.held, [0]);
    assert!(simulation.served[0] > 33_000, "{:?}", simulation.served);
}

#[test]
fn equal_clients_do_not_hold_each_other_up() {
    let simulation = Simulation::run(&[FAIR], 10);
    assert!(simulation.served[0] > 66_000, "{:?} of 66,666", simulation.served);
}

#[test]
fn what_others_leave_is_used() {
    // Ten clients that use a tenth of the time altogether, and one that takes whatever it gets.
    let modest = Group { clients: 10, connections: 1, request: 300, pause: 14_700 };
    let alone = Simulation::run(&[modest], 10);
    let beside = Simulation::run(&[modest, ABUSER], 10);
    assert_eq!(alone.held, [0]);
    let used = (beside.served[0] + beside.served[1]) * 300;
    assert!(used > 20_000_000 * 8 / 10, "{used} µs of 20 s are used");
    assert_eq!(beside.held[0], 0, "who takes little is not held");
    let kept = to_f64(beside.served[0]) / to_f64(alone.served[0]);
    assert!(kept > 0.75, "{kept}");
}

#[test]
fn limits_end_when_there_is_time_to_spare_again() {
    let (mut shares, start) = (Shares::<()>::new(Instant::now(), THREADS), Instant::now());
    let mut now = start;
    for _ in 0..10 {
        shares.end(&client(1), 0, 90_000_000, |(), _| true);
        shares.end(&client(2), 0, 1_000_000, |(), _| true);
        now += SHARE_WINDOW;
        shares.next_window(now, SHARE_WINDOW, true);
    }
    assert!(shares.limit.is_some());
    for _ in 0..=CALM_WINDOWS {
        now += SHARE_WINDOW;
        shares.next_window(now, SHARE_WINDOW, false);
    }
    assert_eq!(shares.limit, None);
}
