//! A step of the disk fails: the archive is the old one or the new one, never half of either.

use std::io::ErrorKind;

use super::{
    cases,
    disk::{Counted, Disk, Fault},
    story::{Files, after, read, run, steps, there, writer},
};
use crate::{Archive, Error, Request, dice::Dice, reader::Snapshot};

/// An archive of the first five steps, committed and tidied up.
fn half() -> (Disk, Files) {
    let (disk, mut files) = (Disk::default(), Files::new());
    run(&disk.place(), &mut files, &steps()[..5], |_, _| {}).unwrap();
    (disk, files)
}

#[test]
fn whatever_write_fails_the_archive_is_old_or_new() {
    let every = 200 / cases(40, 200);
    for k in (1..=200).filter(|k| k % every == 0) {
        let (disk, mut files) = half();
        let kind = if k % 2 == 0 { ErrorKind::StorageFull } else { ErrorKind::Other };
        disk.fail(Counted::All, k, Fault::Once(kind));
        let mut reported = 5;
        let outcome =
            run(&disk.place(), &mut files, &steps()[5..], |generation, _| reported = generation);
        disk.mend();
        let (generation, found) = there(&disk.place()).unwrap();
        assert_eq!(found, after(usize::try_from(generation).unwrap()), "write {k}");
        assert!(generation >= reported, "write {k}: {generation} {reported}");
        if outcome.is_ok() {
            assert_eq!(found, after(10), "write {k}");
        }
        // the next run finishes what this one began
        let mut files = found;
        run(&disk.place(), &mut files, &steps()[5..], |_, _| {}).unwrap();
        assert_eq!(there(&disk.place()).unwrap().1, after(10), "write {k}");
    }
}

#[test]
fn a_sync_that_fails_is_no_commit() {
    let mut n_failed = 0;
    for k in 1..=cases(30, 60) {
        let (disk, files) = half();
        let place = disk.place();
        let mut writer = writer(&place).unwrap();
        read(&writer, 5, 105).unwrap();
        disk.fail(Counted::Syncs, k, Fault::Once(ErrorKind::Other));
        let committed = writer.commit();
        if committed.is_err() {
            n_failed += 1;
            // no second try is called a success
            assert!(writer.commit().is_err(), "sync {k}");
            drop(writer);
            disk.mend();
            assert_eq!(there(&place).unwrap(), (5, files), "sync {k}");
        }
    }
    assert!(n_failed > 10, "{n_failed} of the syncs belong to the commit");
}

#[test]
fn a_full_disk_is_told_searched_and_filled_later() {
    let n_points = 20;
    let (disk, mut files) = half();
    disk.fail(Counted::All, u64::MAX, Fault::Full);
    run(&disk.place(), &mut files, &steps()[5..6], |_, _| {}).unwrap();
    let n_steps = disk.mend();
    let mut n_told = 0;
    for point in 0..n_points {
        let (disk, mut files) = half();
        let place = disk.place();
        let before = files.clone();
        disk.fail(Counted::All, 1 + n_steps * point / n_points, Fault::Full);
        match run(&place, &mut files, &steps()[5..6], |_, _| {}) {
            Err(error) => {
                n_told += 1;
                assert!(matches!(error, Error::DiskFull { .. }), "point {point}: {error:?}");
                let told = error.to_string();
                assert!(told.starts_with("disk full") && told.contains("disk/"), "{told}");
            }
            // after the commit nothing is lost where there is no room for tables and merges
            Ok(()) => assert_eq!(files, after(6)),
        }
        // it is still full, and searched all the same
        let archive = Archive::of(Snapshot::of(&place).unwrap());
        let found = archive.search(&Request::default()).unwrap();
        assert!([before.len(), after(6).len()].contains(&usize::try_from(found.total).unwrap()));
        drop(archive);
        disk.mend();
        let mut files = there(&place).unwrap().1;
        run(&place, &mut files, &steps()[5..], |_, _| {}).unwrap();
        assert_eq!(there(&place).unwrap().1, after(10), "point {point}");
    }
    assert!(n_told >= n_points / 2, "{n_told} of {n_points} points were told");
}

#[test]
fn a_read_that_fails_is_an_error_and_never_a_wrong_answer() {
    let (disk, files) = half();
    let place = disk.place();
    let ask = || -> Result<u64, Error> {
        let archive = Archive::of(Snapshot::of(&place)?);
        archive.search(&Request::default()).map(|answer| answer.total)
    };
    disk.fail(Counted::Reads, u64::MAX, Fault::PowerCut);
    ask().unwrap();
    let n_reads = disk.mend();
    for k in 1..=n_reads {
        disk.fail(Counted::Reads, k, Fault::Once(ErrorKind::Other));
        if let Ok(total) = ask() {
            assert_eq!(total, files.len() as u64, "read {k}");
        }
        assert!(disk.has_failed(), "read {k} of {n_reads}");
        disk.mend();
    }
}

#[test]
fn an_archive_that_cannot_be_written_to_is_searched() {
    let (disk, files) = half();
    disk.set_read_only();
    assert_eq!(there(&disk.place()).unwrap().1, files);
    let refused = writer(&disk.place()).unwrap_err();
    assert!(matches!(refused, Error::Io { action: "write", .. }), "{refused:?}");
}

#[test]
fn a_second_writer_waits_or_is_refused() {
    let (disk, _) = half();
    let first = writer(&disk.place()).unwrap();
    assert!(matches!(writer(&disk.place()), Err(Error::Locked { .. })));
    drop(first);
    writer(&disk.place()).unwrap();
}

#[test]
fn a_run_that_breaks_often_ends_where_one_that_does_not() {
    for seed in 0..cases(6, 60) {
        let mut dice = Dice(seed);
        let mut disk = Disk::default();
        let mut done = Files::new();
        for n_tries in 0.. {
            let fault = match dice.below(3) {
                0 => Fault::Once(ErrorKind::Other),
                1 => Fault::Full,
                _ => Fault::PowerCut,
            };
            // at last nothing happens
            let at = if n_tries < 6 { 20 + dice.below(150) } else { u64::MAX };
            disk.fail(Counted::All, at, fault);
            let left = steps();
            let outcome = run(&disk.place(), &mut done, &left, |_, _| {});
            disk = disk.after_power_cut(&mut dice);
            done = there(&disk.place()).map(|(_, files)| files).unwrap_or_default();
            if n_tries >= 6 {
                outcome.unwrap();
                break;
            }
        }
        assert_eq!(there(&disk.place()).unwrap().1, after(10), "seed {seed}");
    }
}
