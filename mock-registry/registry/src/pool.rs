//! Pools of candidates: people of some provinces, sexes and days of birth, as ranges of the nation's own order.
//!
//! People are ordered by province of birth registration, sex and day of birth, so no index is needed but that order.

use dinhdanh_population::{Nation, Permutation, Person, ProvinceCode, Sex};
use jiff::civil::Date;

/// First and last day of a period, both within.
pub(crate) type Span = (Date, Date);

const SEXES: [Sex; 2] = [Sex::Male, Sex::Female];

/// Where the people of every province and sex begin.
pub(crate) struct Blocks(Vec<(ProvinceCode, Sex, u64, u64)>);

impl Blocks {
    pub(crate) fn new(nation: &Nation) -> Self {
        let end = nation.registered();
        let first = |province: ProvinceCode, sex: Sex| {
            partition(nation, 0, end, |p| (nation.birth_province(p), nation.sex(p)) < (province, sex))
        };
        let mut blocks: Vec<_> = ProvinceCode::all()
            .flat_map(|province| SEXES.map(|sex| (province, sex, first(province, sex), end)))
            .collect();
        for at in 1..blocks.len() {
            blocks[at - 1].3 = blocks[at].2;
        }
        blocks.retain(|(_, _, from, to)| from < to);
        Self(blocks)
    }
}

/// First index in `from..to` whose person is not `before`.
fn partition(nation: &Nation, from: u64, to: u64, before: impl Fn(Person) -> bool) -> u64 {
    let (mut from, mut to) = (from, to);
    while from < to {
        let middle = from + (to - from) / 2;
        match nation.person_at(middle).is_some_and(&before) {
            true => from = middle + 1,
            false => to = middle,
        }
    }
    from
}

/// People one after another, in a scattered order that is the same at every call.
pub(crate) struct Pool {
    /// First index of a range, and how many people come before and with it.
    ranges: Vec<(u64, u64)>,
    total: u64,
    order: Option<Permutation>,
}

impl Pool {
    /// The people of some provinces and sexes who were born in one of `spans`, which do not overlap.
    pub(crate) fn new(
        nation: &Nation,
        blocks: &Blocks,
        provinces: impl Fn(ProvinceCode) -> bool,
        sex: Option<Sex>,
        spans: &[Span],
    ) -> Self {
        let (mut ranges, mut total) = (Vec::new(), 0);
        for (province, of, from, to) in &blocks.0 {
            if !provinces(*province) || sex.is_some_and(|sex| sex != *of) {
                continue;
            }
            for span in spans {
                let (first, end) = range(nation, (*province, *of, *from, *to), *span);
                if first < end {
                    total += end - first;
                    ranges.push((first, total));
                }
            }
        }
        let order = u32::try_from(total)
            .ok()
            .filter(|n| *n > 0)
            .map(|n| nation.stream("registry.search").child(total).permutation(n));
        Self { ranges, total, order }
    }

    pub(crate) fn len(&self) -> u64 {
        self.total
    }

    /// The candidate with a place in the order.
    pub(crate) fn get(&self, nation: &Nation, place: u64) -> Option<Person> {
        if place >= self.total {
            return None;
        }
        let nth = match (&self.order, u32::try_from(place)) {
            (Some(order), Ok(place)) => u64::from(order.forward(place)),
            _ => place,
        };
        let range = self.ranges.partition_point(|(_, end)| *end <= nth);
        let before = range.checked_sub(1).and_then(|at| self.ranges.get(at)).map_or(0, |(_, end)| *end);
        nation.person_at(self.ranges.get(range)?.0 + nth - before)
    }
}

fn range(nation: &Nation, block: (ProvinceCode, Sex, u64, u64), span: Span) -> (u64, u64) {
    let (province, sex, from, to) = block;
    if span.0 == span.1 {
        // One day is a few ranks, which the nation finds without a search.
        let mut people = nation.born_on(province, sex, span.0).map(|person| nation.index(person));
        let Some(first) = people.next() else { return (from, from) };
        return (first, people.last().unwrap_or(first) + 1);
    }
    let first = partition(nation, from, to, |person| nation.date_of_birth(person) < span.0);
    (first, partition(nation, first, to, |person| nation.date_of_birth(person) <= span.1))
}

#[cfg(test)]
mod tests {
    use dinhdanh_population::NationSpec;
    use jiff::civil::date;

    use super::*;

    #[test]
    fn a_pool_holds_exactly_who_belongs_to_it() {
        let nation = Nation::new(NationSpec { living: 20_000, ..NationSpec::default() }).unwrap();
        let blocks = Blocks::new(&nation);
        let everybody = || (0..nation.registered()).filter_map(|index| nation.person_at(index));
        let some = nation.birth_province(nation.person_at(nation.registered() / 2).unwrap());
        let spans = [(date(1960, 2, 3), date(1971, 9, 9)), (date(1990, 5, 5), date(1990, 5, 5))];
        for (province, sex) in
            [(None, None), (Some(some), None), (Some(some), Some(Sex::Female)), (None, Some(Sex::Male))]
        {
            let pool = Pool::new(&nation, &blocks, |p| province.is_none_or(|q| p == q), sex, &spans);
            let mut found: Vec<u64> =
                (0..pool.len()).map(|at| nation.index(pool.get(&nation, at).unwrap())).collect();
            assert!(found.windows(2).any(|w| w[0] > w[1]), "the order is scattered");
            found.sort_unstable();
            let expected: Vec<u64> = everybody()
                .filter(|p| province.is_none_or(|q| nation.birth_province(*p) == q))
                .filter(|p| sex.is_none_or(|sex| nation.sex(*p) == sex))
                .filter(|p| {
                    let born = nation.date_of_birth(*p);
                    spans.iter().any(|span| span.0 <= born && born <= span.1)
                })
                .map(|p| nation.index(p))
                .collect();
            assert_eq!(found, expected);
            assert!(pool.get(&nation, pool.len()).is_none());
        }
        let nobody = Pool::new(&nation, &blocks, |_| false, None, &spans);
        assert!(nobody.len() == 0 && nobody.get(&nation, 0).is_none());
    }
}
