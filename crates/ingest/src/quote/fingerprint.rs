//! A number that changes when the features do, so that weights never meet features they were not
//! learned for.

use crate::quote::{
    decode::{Decision, Memory, features, find_candidates},
    reading::Reading,
};

/// A passage with most of what the features look at.
const PROBE: &str = "Marisol Antúnez, director of the Delta Water Council, said today that the \
“so-called reform” of 2011 had failed.
“Nobody asked the fishermen,” said Antúnez. “They were told,” he added, noting that critics agreed.
According to the council's report (“the Survey”), one spokesman called it \"a first step\" on Monday.
“We will go back.
“And we will return every year,” Professor J. Okello-Brandt of the Lake Union told reporters.
''Who else?'' asked another. Their lawyer, who declined to comment, wrote: “No.”
";

/// The features of the probe, hashed; 16 hexadecimal digits.
pub fn of_features() -> String {
    let reading = Reading::of_lines(PROBE, None);
    let mut memory = Memory::default();
    let mut candidates = Vec::new();
    let mut hash = 0xCBF2_9CE4_8422_2325_u64;
    for which in 0..reading.marked.len() {
        find_candidates(&reading, which, &memory, &mut candidates);
        for candidate in &candidates {
            features(&reading, which, *candidate, &memory, &mut |_, slot| {
                hash = (hash ^ slot as u64).wrapping_mul(0x0100_0000_01B3);
            });
        }
        let mention = candidates.get(1).copied().flatten();
        memory.remember(&reading, which, Decision { mention, probability: 1.0 });
    }
    format!("{hash:016x}")
}
