//! What somebody should look at, told from the columns: it is what the releases themselves say.

use index::{Queue, Queued};
use release::Involvement;

use crate::builder::{Draft, Folder};

fn ids(folder: &Folder, queue: Queue) -> Vec<u64> {
    let archive = folder.archive();
    let ids = archive.queue(queue).unwrap().iter().map(|queued| match queued {
        Queued::Release(id, _) => id.0,
        Queued::File(file) => panic!("{file:?} is no release"),
    });
    ids.collect()
}

#[test]
fn a_release_is_listed_for_what_it_lacks() {
    let folder = Folder::of([
        Draft::new(1).title("Whole").date("2012").focus("KEN").quote(
            "Dry.",
            Some("Ada Roe"),
            None,
            &[],
        ),
        Draft::new(2).title("Undated").focus("KEN"),
        Draft::new(3).title("Nowhere").date("2013"),
        Draft::new(4).title("In passing").date("2013").country("KEN", Involvement::Mentioned),
        Draft::new(5)
            .title("Nobody")
            .date("2013")
            .focus("KEN")
            .quote("Dry.", Some("Ada Roe"), None, &[])
            .quote("All of it.", None, None, &[]),
    ]);
    assert_eq!(ids(&folder, Queue::Undated), [2]);
    assert_eq!(ids(&folder, Queue::NoCountry), [3, 4]);
    assert_eq!(ids(&folder, Queue::Unattributed), [5]);
    assert_eq!(ids(&folder, Queue::Duplicates), [] as [u64; 0]);
    assert!(folder.archive().queue(Queue::Failed).unwrap().is_empty());
}

#[test]
fn what_is_gone_is_listed_no_longer() {
    let folder = Folder::of([Draft::new(1).title("Undated"), Draft::new(2).title("Undated too")]);
    assert_eq!(ids(&folder, Queue::Undated), [1, 2]);
    let gone = crate::builder::file_name(&Draft::new(1).0);
    folder.remove(&[gone]);
    assert_eq!(ids(&folder, Queue::Undated), [2]);
}
