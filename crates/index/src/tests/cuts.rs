//! The power is cut at any step: what was reported as committed is there, whole, and the run can go on.

use super::{
    cases,
    disk::{Counted, Disk, Fault},
    story::{Files, after, run, steps, there},
};
use crate::dice::Dice;

/// How many steps of the disk the whole story takes.
fn n_disk_steps() -> u64 {
    let disk = Disk::default();
    disk.fail(Counted::All, u64::MAX, Fault::PowerCut);
    run(&disk.place(), &mut Files::new(), &steps(), |_, _| {}).unwrap();
    disk.mend()
}

#[test]
fn after_a_power_cut_the_archive_is_that_of_a_reported_generation() {
    let n_disk_steps = n_disk_steps();
    for seed in 0..cases(60, 1000) {
        let mut dice = Dice(seed);
        let disk = Disk::default();
        disk.fail(Counted::All, 1 + dice.below(n_disk_steps), Fault::PowerCut);
        let (mut files, mut reported) = (Files::new(), 0);
        let broke_off =
            run(&disk.place(), &mut files, &steps(), |generation, _| reported = generation);
        let disk = disk.after_power_cut(&mut dice);
        let place = disk.place();
        match there(&place) {
            // the commit that was under way may be there as well
            Ok((generation, found)) => {
                let n_steps = usize::try_from(generation).unwrap();
                assert!(
                    generation == reported || generation == reported + 1,
                    "seed {seed}: {generation} {reported}"
                );
                assert_eq!(found, after(n_steps), "seed {seed}");
            }
            // before anything was ever committed
            Err(error) => assert!(reported == 0 && broke_off.is_err(), "seed {seed}: {error}"),
        }
        // whoever runs again ends where nothing had happened
        let mut files = there(&place).map(|(_, files)| files).unwrap_or_default();
        let left: Vec<_> = steps().into_iter().collect();
        run(&place, &mut files, &left, |_, _| {}).unwrap();
        assert_eq!(there(&place).unwrap().1, after(10), "seed {seed}");
    }
}
