//! Captures split into two views with a delay, an offset of the clocks and losses, all known beforehand.

use proptest::prelude::*;

use super::*;

const A: IpAddr = IpAddr::V4(std::net::Ipv4Addr::new(10, 0, 0, 1));
const B: IpAddr = IpAddr::V4(std::net::Ipv4Addr::new(10, 0, 0, 2));

fn sight(frame: u64, nanos: i64, from_a: bool, sequence: u32, length: u32, identification: u16) -> Sight {
    let [source, destination] = if from_a { [A, B] } else { [B, A] };
    let ports = if from_a { [4000, 80] } else { [80, 4000] };
    let print = Print { source, destination, protocol: 6, ports, numbers: [sequence, 1], control: [Flags::ACK.0, 500], length };
    Sight { frame, time: Some(Timestamp::from_nanos(nanos)), is_sent: None, is_shown: true, print, identification, stamp: None }
}

fn view(sights: Vec<Sight>) -> View {
    View { sights, ..View::default() }
}

proptest! {
    /// Every packet that both have is paired with itself, the offset lies within its bounds, and what was lost stands alone.
    #[test]
    fn a_capture_split_in_two_is_put_together(
        packets in proptest::collection::vec((any::<bool>(), 1_i64..1_000_000, any::<bool>(), any::<bool>()), 1..60),
        offset in -1_000_000_000_i64..1_000_000_000,
        delay in 1_i64..50_000_000,
        swapped in any::<bool>(),
    ) {
        let mut time = 0;
        let (mut at_a, mut at_b) = (Vec::new(), Vec::new());
        for (index, (from_a, gap, seen_by_a, seen_by_b)) in packets.iter().enumerate() {
            time += gap + delay;
            let number = u32::try_from(index).unwrap();
            let [sent, got] = [time, time + delay];
            let (a_time, b_time) = if *from_a { (sent, got) } else { (got, sent) };
            let make = |nanos, is_sent| Sight { is_sent: Some(is_sent), ..sight(u64::from(number) + 1, nanos, *from_a, number * 10, 10, 1 + index as u16) };
            if *seen_by_a {
                at_a.push(make(a_time, *from_a));
            }
            if *seen_by_b {
                at_b.push(make(b_time + offset, !*from_a));
            }
        }
        let (mut first, mut second, mut offset) = (view(at_a), view(at_b), offset);
        if swapped {
            std::mem::swap(&mut first, &mut second);
            offset = -offset;
        }
        let compared = compare(&first, &second);
        let mut pairs = 0;
        for row in &compared.rows {
            if let (Some(one), Some(other)) = (row.first, row.second) {
                prop_assert_eq!(first.sights[one].frame, second.sights[other].frame);
                pairs += 1;
            }
        }
        let expected = first.sights.iter().filter(|one| second.sights.iter().any(|other| other.frame == one.frame)).count();
        prop_assert_eq!(pairs, expected);
        prop_assert_eq!(compared.pairs, expected as u64);
        prop_assert_eq!(compared.rows.len(), first.sights.len() + second.sights.len() - expected);
        let offset = Span::from_nanos(offset);
        match compared.offset {
            Offset::Nothing => prop_assert_eq!(expected, 0),
            Offset::AtMost(most) => prop_assert!(offset <= most),
            Offset::AtLeast(least) => prop_assert!(least <= offset),
            Offset::Between(least, most) => prop_assert!(least <= offset && offset <= most),
            Offset::Contradiction(..) => prop_assert!(false, "clocks that run alike contradict each other"),
        }
        for (row, lone) in compared.rows.iter().zip(compared.lone(&first, &second)) {
            prop_assert_eq!(lone.is_none(), row.first.is_some() && row.second.is_some());
        }
    }
}

#[test]
fn repeats_are_told_apart_by_their_identification() {
    // The first of two equal segments was lost: the second capture has the other one.
    let first = view(vec![sight(1, 0, true, 100, 10, 7), sight(2, 500, true, 100, 10, 8)]);
    let second = view(vec![sight(1, 900, true, 100, 10, 8)]);
    let compared = compare(&first, &second);
    assert_eq!(compared.rows, [Pair { first: Some(0), second: None }, Pair { first: Some(1), second: Some(0) }]);
    // An identification of 0 proves nothing: they are paired in their order.
    let compared =
        compare(&view(vec![sight(1, 0, true, 100, 10, 0), sight(2, 500, true, 100, 10, 0)]), &view(vec![sight(1, 9, true, 100, 10, 0)]));
    assert_eq!(compared.rows[0], Pair { first: Some(0), second: Some(0) });
}

#[test]
fn what_a_network_card_cut_or_joined_is_not_lost() {
    let mark = |sight: Sight, is_sent| Sight { is_sent: Some(is_sent), ..sight };
    let first = view(vec![mark(sight(1, 0, true, 99, 1, 6), true), mark(sight(2, 0, true, 100, 2920, 7), true)]);
    let cut = [sight(1, 9, true, 99, 1, 6), sight(2, 10, true, 100, 1460, 7), sight(3, 11, true, 1560, 1460, 8)];
    let second = view(cut.map(|sight| mark(sight, false)).to_vec());
    let compared = compare(&first, &second);
    assert_eq!(compared.lone(&first, &second), [None, Some(Lone::OtherSegments), Some(Lone::OtherSegments), Some(Lone::OtherSegments)]);
    // Between other addresses nothing is known.
    let elsewhere = view(vec![mark(sight(1, 0, true, 100, 10, 7), true)]);
    let compared = compare(&elsewhere, &View::default());
    assert_eq!(compared.lone(&elsewhere, &View::default()), [Some(Lone::NotOnTheWay)]);
}

#[test]
fn a_lone_packet_is_judged_by_what_answered_it() {
    let sent = |sight: Sight, is_sent| Sight { is_sent: Some(is_sent), ..sight };
    let answer = |frame, acknowledgment| {
        let mut sight = sent(sight(frame, 50, false, 1, 0, 9), false);
        sight.print.numbers[1] = acknowledgment;
        sight
    };
    let both = |is_sent| sent(sight(9, 5, true, 50, 10, 3), is_sent);
    let other = view(vec![both(false)]);
    let lone = |mut sights: Vec<Sight>| {
        sights.push(both(true));
        let first = view(sights);
        compare(&first, &other).lone(&first, &other)
    };
    assert_eq!(lone(vec![sent(sight(1, 0, true, 100, 10, 7), true), answer(2, 110)])[0], Some(Lone::Arrived(2)));
    assert_eq!(lone(vec![sent(sight(1, 0, true, 100, 10, 7), true), answer(2, 105)])[0], Some(Lone::LostOrUnseen));
    let again = [sent(sight(1, 0, true, 100, 10, 7), true), sent(sight(2, 40, true, 100, 10, 8), true), answer(3, 110)];
    assert_eq!(lone(again.to_vec())[0], Some(Lone::SentAgain));
    assert_eq!(lone(vec![answer(1, 110)])[0], Some(Lone::PassedUnseen));
}

#[test]
fn without_marks_the_times_tell_which_way_packets_went() {
    // The second clock is 5 s ahead; 1 ms each way.
    let second_time = |nanos: i64| nanos + 5_000_000_000;
    let first = view(vec![sight(1, 0, true, 1, 1, 1), sight(2, 12_000_000, false, 1, 1, 2)]);
    let second = view(vec![sight(1, second_time(1_000_000), true, 1, 1, 1), sight(2, second_time(11_000_000), false, 1, 1, 2)]);
    let compared = compare(&first, &second);
    assert!(compared.ways_are_inferred);
    assert_eq!(compared.offset, Offset::Between(Span::from_nanos(4_999_000_000), Span::from_nanos(5_001_000_000)));
    assert_eq!(compared.took(&first.sights[0], &second.sights[0]), Some((Span::ZERO, Span::from_nanos(2_000_000))));
}

#[test]
fn clocks_may_drift_between_senders_that_speak_at_other_times() {
    let times = |nanos: i64| nanos * 1_000_000;
    // 18 ms apart after 100 s: more than the way, or drift.
    let first = view(vec![sight(1, times(0), true, 1, 1, 1), sight(2, times(100_001), false, 1, 1, 2)]);
    let second = view(vec![sight(1, times(0), true, 1, 1, 1), sight(2, times(100_019), false, 1, 1, 2)]);
    let compared = compare(&first, &second);
    assert!(!compared.ways_are_inferred);
    assert_eq!(compared.offset, Offset::Nothing);
}

#[test]
fn a_routers_marks_do_not_tell_where_packets_come_from() {
    let marked = |sight: Sight| Sight { is_sent: Some(false), ..sight };
    // What the router got went on to the second place, also what the first sent.
    let got = vec![marked(sight(1, 0, true, 1, 1, 1)), marked(sight(2, 20, false, 1, 1, 2))];
    let router = View { passes_on: true, ..view(got) };
    let server = view(vec![sight(1, 5, true, 1, 1, 1), sight(2, 15, false, 1, 1, 2)]);
    let compared = compare(&router, &server);
    assert!(compared.ways_are_inferred);
    assert_eq!(compared.way(Some(&router.sights[0]), None), Some(Way::FirstToSecond));
    assert_eq!(compared.offset, Offset::Between(Span::from_nanos(-5), Span::from_nanos(5)));
}

#[test]
fn bytes_that_their_own_capture_has_twice_were_sent_again() {
    // Two segments are lost, and sent again as one that both captures have.
    let marked = |sight: Sight, is_sent| Sight { is_sent: Some(is_sent), ..sight };
    let again = |is_sent| marked(sight(3, 40, true, 100, 20, 9), is_sent);
    let first = view(vec![marked(sight(1, 0, true, 100, 10, 7), true), marked(sight(2, 1, true, 110, 10, 8), true), again(true)]);
    let second = view(vec![again(false)]);
    let compared = compare(&first, &second);
    assert_eq!(compared.lone(&first, &second), [Some(Lone::SentAgain), Some(Lone::SentAgain), None]);
}
