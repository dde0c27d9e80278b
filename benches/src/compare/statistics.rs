//! Medians and quartiles.

/// A median with the quartiles on both sides of it.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Spread {
    pub(crate) low: f64,
    pub(crate) median: f64,
    pub(crate) high: f64,
}

/// Orders the samples and reads three places; between two samples, the line through them.
pub(crate) fn spread(samples: &[f64]) -> Option<Spread> {
    let mut ordered = samples.to_vec();
    ordered.sort_by(f64::total_cmp);
    let at = |part| quantile(&ordered, part);
    Some(Spread { low: at(0.25)?, median: at(0.5)?, high: at(0.75)? })
}

/// The ratios round by round, and their spread: what drifts from round to round drifts out of it.
pub(crate) fn ratio(ours: &[f64], theirs: &[f64]) -> Option<Spread> {
    let ratios: Vec<_> = ours.iter().zip(theirs).map(|(ours, theirs)| ours / theirs).collect();
    spread(&ratios)
}

fn quantile(ordered: &[f64], part: f64) -> Option<f64> {
    let last = ordered.len().checked_sub(1)?;
    #[expect(clippy::cast_precision_loss, reason = "there are as many samples as rounds")]
    let place = last as f64 * part;
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "a place in the list"
    )]
    let (below, above) = (place.floor() as usize, place.ceil() as usize);
    let (low, high) = (ordered.get(below)?, ordered.get(above)?);
    Some((high - low).mul_add(place.fract(), *low))
}

#[cfg(test)]
mod tests {
    use super::Spread;
    use super::ratio;
    use super::spread;

    #[test]
    fn nothing_has_no_median() {
        assert_eq!(spread(&[]), None);
    }

    #[test]
    fn one_sample_is_its_own_spread() {
        assert_eq!(spread(&[7.0]), Some(Spread { low: 7.0, median: 7.0, high: 7.0 }));
    }

    #[test]
    fn samples_need_no_order() {
        let expected = Some(Spread { low: 2.0, median: 3.0, high: 4.0 });
        assert_eq!(spread(&[5.0, 1.0, 4.0, 2.0, 3.0]), expected);
    }

    #[test]
    fn between_two_samples_is_the_middle() {
        let expected = Some(Spread { low: 1.75, median: 2.5, high: 3.25 });
        assert_eq!(spread(&[4.0, 3.0, 2.0, 1.0]), expected);
    }

    #[test]
    fn a_slow_round_leaves_the_ratio_as_it_is() {
        let (ours, theirs) = ([10.0, 21.0, 10.0], [20.0, 42.0, 20.0]);
        assert_eq!(ratio(&ours, &theirs).map(|ratio| ratio.median), Some(0.5));
    }
}
