//! What a budget grants, in which order, and to whom.

use std::{pin::pin, time::Duration};

use futures_util::FutureExt;

use super::{Budget, Client, MAX_WAITERS_OF_CLIENT};

const LONG: Duration = Duration::from_mins(1);

fn client(last: u8) -> Client {
    Client::at([192, 0, 2, last].into())
}

#[test]
fn bytes_are_reserved_up_to_the_total_and_the_part_of_each_client() {
    let budget = Budget::new(10, 6);
    let first = budget.try_reserve(&client(1), 6).unwrap();
    assert!(budget.try_reserve(&client(1), 1).is_none(), "its part is taken");
    let second = budget.try_reserve(&client(2), 4).unwrap();
    assert!(budget.try_reserve(&client(3), 1).is_none(), "all is taken");
    assert_eq!((budget.used(), budget.total(), budget.largest()), (10, 10, 6));
    drop(first);
    assert!(budget.try_reserve(&client(2), 3).is_none());
    assert!(budget.try_reserve(&client(2), 2).is_some());
    drop(second);
    assert_eq!((budget.used(), budget.peak()), (0, 10));
}

#[test]
fn a_reservation_changes_its_size_within_the_same_bounds() {
    let budget = Budget::new(10, 6);
    let mut one = budget.try_reserve(&client(1), 1).unwrap();
    assert!(one.resize(6) && !one.resize(7));
    let mut other = budget.try_reserve(&client(2), 4).unwrap();
    assert!(!other.resize(5), "there are no more");
    assert!(one.resize(5) && other.resize(5));
    assert_eq!((one.bytes(), other.bytes(), budget.used()), (5, 5, 10));
    assert!(one.resize(0));
    drop((one, other));
    assert_eq!(budget.used(), 0);
}

#[tokio::test]
async fn what_waits_is_served_in_order() {
    let budget = Budget::new(10, 10);
    let all = budget.try_reserve(&client(1), 10).unwrap();
    let (two, three) = (client(2), client(3));
    let mut second = pin!(budget.reserve(&two, 8, LONG));
    let mut third = pin!(budget.reserve(&three, 2, LONG));
    assert!(second.as_mut().now_or_never().is_none() && third.as_mut().now_or_never().is_none());
    drop(all);
    assert!(budget.try_reserve(&client(4), 1).is_none());
    let second = second.await.unwrap();
    let third = third.await.unwrap();
    assert_eq!(budget.used(), 10);
    drop((second, third));
    assert_eq!(budget.used(), 0);
}

#[tokio::test]
async fn a_large_request_is_not_overtaken_for_ever() {
    let budget = Budget::new(10, 10);
    let (first, second) =
        (budget.try_reserve(&client(1), 5).unwrap(), budget.try_reserve(&client(1), 5).unwrap());
    let two = client(2);
    let mut large = pin!(budget.reserve(&two, 10, LONG));
    assert!(large.as_mut().now_or_never().is_none());
    drop(first);
    assert!(budget.try_reserve(&client(3), 1).is_none(), "the large one came first");
    assert!(large.as_mut().now_or_never().is_none());
    drop(second);
    assert_eq!(large.await.unwrap().bytes(), 10);
}

#[tokio::test]
async fn a_client_that_waits_for_its_own_bytes_does_not_block_others() {
    let budget = Budget::new(10, 6);
    let held = budget.try_reserve(&client(1), 6).unwrap();
    let one = client(1);
    let mut more = pin!(budget.reserve(&one, 1, LONG));
    assert!(more.as_mut().now_or_never().is_none());
    let other = budget.try_reserve(&client(2), 4).unwrap();
    let two = client(2);
    let mut other_more = pin!(budget.reserve(&two, 1, LONG));
    assert!(other_more.as_mut().now_or_never().is_none());
    drop(held);
    assert!(more.await.is_some() && other_more.await.is_some());
    drop(other);
    assert_eq!(budget.used(), 0);
}

#[tokio::test]
async fn who_waits_no_longer_is_forgotten() {
    let budget = Budget::new(10, 10);
    let _held = budget.try_reserve(&client(1), 5).unwrap();
    let (two, three) = (client(2), client(3));
    {
        let mut large = pin!(budget.reserve(&two, 10, LONG));
        assert!(large.as_mut().now_or_never().is_none());
        let mut small = pin!(budget.reserve(&three, 5, LONG));
        assert!(small.as_mut().now_or_never().is_none(), "the large one came first");
    }
    assert!(budget.try_reserve(&client(4), 5).is_some(), "both are gone");
    let mut large = Box::pin(budget.reserve(&two, 10, LONG));
    assert!(large.as_mut().now_or_never().is_none());
    let mut small = pin!(budget.reserve(&three, 5, LONG));
    assert!(small.as_mut().now_or_never().is_none());
    drop(large);
    assert!(small.now_or_never().flatten().is_some(), "woken though nothing was given back");
}

#[tokio::test]
async fn waiting_ends() {
    let budget = Budget::new(10, 6);
    let _held = budget.try_reserve(&client(1), 6).unwrap();
    assert!(budget.reserve(&client(1), 1, Duration::from_millis(5)).await.is_none());
    assert!(budget.reserve(&client(2), 7, LONG).now_or_never().unwrap().is_none(), "never");
    assert_eq!(budget.used(), 6);
}

#[tokio::test]
async fn shrinking_serves_those_who_wait() {
    let budget = Budget::new(10, 10);
    let mut held = budget.try_reserve(&client(1), 10).unwrap();
    let two = client(2);
    let mut other = pin!(budget.reserve(&two, 4, LONG));
    assert!(other.as_mut().now_or_never().is_none());
    assert!(held.resize(6));
    assert!(other.await.is_some());
}

#[tokio::test]
async fn neither_large_nor_small_amounts_starve_each_other() {
    let budget = Budget::new(100, 90).with_room_for_small(5, 20);
    let one = client(1);
    let large = budget.try_reserve(&one, 80).unwrap();
    let two = client(2);
    let mut waits = pin!(budget.reserve(&two, 6, LONG));
    assert!(waits.as_mut().now_or_never().is_none(), "the rest is for small ones");
    let small: Vec<_> = (3..7).map(|it| budget.try_reserve(&client(it), 5).unwrap()).collect();
    assert!(budget.try_reserve(&client(7), 1).is_none(), "all is taken");
    drop(large);
    let large = waits.await.unwrap();
    assert_eq!(budget.used(), 26);
    let mut waits = pin!(budget.reserve(&two, 75, LONG));
    assert!(waits.as_mut().now_or_never().is_none());
    assert!(budget.try_reserve(&client(7), 5).is_none(), "a large one waits");
    drop(small);
    assert!(budget.try_reserve(&client(7), 5).is_some(), "within what is kept for small ones");
    drop(large);
    assert!(waits.await.is_some());
}

#[tokio::test]
async fn a_client_with_many_requests_gets_no_more_turns_than_one_with_a_single_one() {
    let budget = Budget::new(10, 10);
    let (one, two) = (client(1), client(2));
    let held = budget.try_reserve(&one, 10).unwrap();
    let mut many: Vec<_> = (0..3).map(|_| Box::pin(budget.reserve(&one, 10, LONG))).collect();
    assert!(many.iter_mut().all(|waiter| waiter.as_mut().now_or_never().is_none()));
    let mut single = Box::pin(budget.reserve(&two, 10, LONG));
    assert!(single.as_mut().now_or_never().is_none());
    drop(held);
    assert!(many.iter_mut().all(|waiter| waiter.as_mut().now_or_never().is_none()));
    let held = single.now_or_never().flatten().unwrap();
    drop(held);
    assert!(many[0].as_mut().now_or_never().flatten().is_some());
}

#[tokio::test]
async fn few_requests_of_one_client_wait() {
    let budget = Budget::new(10, 10);
    let _held = budget.try_reserve(&client(1), 10).unwrap();
    let (two, three) = (client(2), client(3));
    let mut waiting: Vec<_> =
        (0..MAX_WAITERS_OF_CLIENT).map(|_| Box::pin(budget.reserve(&two, 1, LONG))).collect();
    assert!(waiting.iter_mut().all(|waiter| waiter.as_mut().now_or_never().is_none()));
    assert!(budget.reserve(&two, 1, LONG).now_or_never().unwrap().is_none());
    assert!(budget.reserve(&three, 1, LONG).now_or_never().is_none(), "another client may");
}

#[tokio::test]
async fn no_wake_up_is_lost() {
    const CLIENTS: u8 = 40;
    let budget = Budget::new(10, 6).with_room_for_small(1, 2);
    let tasks = (0..CLIENTS).map(|number| {
        let budget = budget.clone();
        tokio::spawn(async move {
            let client = client(number % 7);
            for round in 0..50_u64 {
                let bytes = (u64::from(number) + round) % 6 + 1;
                let reserved = budget.reserve(&client, bytes, LONG).await;
                tokio::task::yield_now().await;
                reserved.unwrap();
            }
        })
    });
    for task in tasks.collect::<Vec<_>>() {
        task.await.unwrap();
    }
    assert_eq!(budget.used(), 0);
    assert!(budget.peak() <= 10);
}
