//! What a token costs on its way out beside instructions: memory, and whose lock it waits for. Both nothing.
#![expect(clippy::unwrap_used, reason = "a panic fails the test")]

#[path = "allocations/counting.rs"]
mod counting;
#[path = "attach/standstill.rs"]
mod standstill;

use std::pin::pin;
use std::task::Context;
use std::task::Poll;
use std::task::Waker;

use benches::attach::Case;
use benches::attach::Stage;
use http::header::AUTHORIZATION;

use crate::counting::Cost;
use crate::counting::cost;

/// What a warm run of a case asks the allocator for.
fn warm(stage: &mut Stage, case: Case) -> Cost {
    for _ in 0..3 {
        stage.run(case).unwrap();
    }
    let (cost, arrived) = cost(|| stage.run(case));
    assert!(arrived.is_some());
    cost
}

#[test]
fn every_case_does_what_it_is_named_for() {
    let mut stage = Stage::new().unwrap();
    let token = stage.session().try_token().unwrap();
    for case in Case::ALL {
        let carries = matches!(case, Case::Attach | Case::Fixed | Case::Hand | Case::Keep);
        let fields = stage.run(case).unwrap();
        let expected = carries.then_some(token.token.header());
        assert_eq!(fields.get(AUTHORIZATION), expected, "{case:?}");
        assert_eq!(fields.len(), [0, 2][usize::from(case != Case::Token)] + usize::from(carries));
        assert_eq!(Case::named(case.name()), Some(case));
    }
}

/// P7: a request that goes out with a token takes no more memory than one that goes out without; the header field
/// shares the octets of the session, and there is room for it in the map.
#[test]
fn a_token_on_its_way_out_allocates_nothing() {
    let mut stage = Stage::new().unwrap();
    assert_eq!(warm(&mut stage, Case::Token), Cost::default());
    let bare = warm(&mut stage, Case::Bare);
    assert!(bare.calls > 0, "nothing is counted");
    for case in [Case::Fixed, Case::Hand, Case::Attach] {
        assert_eq!(warm(&mut stage, case), bare, "{case:?}");
    }
}

/// P7: what is kept for a repeat is one block, the list of its header fields, and the count of those who share the
/// octets of its body, which is made when the second comes.
#[test]
fn what_is_kept_for_a_repeat_is_three_blocks() {
    let mut stage = Stage::new().unwrap();
    let (bare, kept) = (warm(&mut stage, Case::Bare), warm(&mut stage, Case::Keep));
    println!("bare: {bare:?}, kept: {kept:?}");
    assert_eq!(kept.calls, bare.calls + 3);
    assert!(kept.octets - bare.octets <= 512, "{kept:?}");
}

/// P7: `token()` with a token at hand allocates nothing either, and is ready when it is first asked.
#[test]
fn a_token_at_hand_is_not_awaited() {
    let stage = Stage::new().unwrap();
    let ask = || {
        let mut context = Context::from_waker(Waker::noop());
        let asked = pin!(stage.session().token()).poll(&mut context);
        matches!(asked, Poll::Ready(Ok(bearer)) if bearer.generation.number() == 1)
    };
    assert!(ask());
    assert_eq!(cost(ask), (Cost::default(), true));
}
