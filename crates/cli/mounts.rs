//! Is a folder on the disk of another machine? Locks and mapped files hold there as far as the file system has them.

use std::{
    fs,
    path::{Path, PathBuf},
};

/// The file systems of networks, of other machines and of clouds, as Linux calls them.
const NETWORK: [&str; 14] = [
    "nfs",
    "nfs4",
    "cifs",
    "smb3",
    "smbfs",
    "afs",
    "ceph",
    "lustre",
    "beegfs",
    "glusterfs",
    "davfs",
    "9p",
    "vboxsf",
    "prl_fs",
];

/// The same where a program serves them.
const SERVED: [&str; 11] = [
    "sshfs",
    "rclone",
    "s3fs",
    "gcsfuse",
    "goofys",
    "davfs",
    "davfs2",
    "curlftpfs",
    "glusterfs",
    "ceph-fuse",
    "gvfsd-fuse",
];

/// The file system of a folder that is there or is to be made, if it is that of a network; `None` where the system
/// does not tell.
pub(crate) fn network_of(folder: &Path) -> Option<String> {
    let mounts = fs::read_to_string("/proc/self/mountinfo").ok()?;
    let folder = std::path::absolute(folder).ok()?;
    let there = folder.ancestors().find_map(|folder| fs::canonicalize(folder).ok())?;
    network_in(&mounts, &there).map(str::to_owned)
}

/// The same of a folder without links, by the lines of `mountinfo`.
fn network_in<'m>(mounts: &'m str, folder: &Path) -> Option<&'m str> {
    let mounted = mounts.lines().filter_map(mount);
    let above = mounted.filter(|(point, _)| folder.starts_with(point));
    // of two at the same place the later one hides the other
    let (_, kind) = above.max_by_key(|(point, _)| point.components().count())?;
    is_network(kind).then_some(kind)
}

fn is_network(kind: &str) -> bool {
    NETWORK.contains(&kind)
        || kind.strip_prefix("fuse.").is_some_and(|program| SERVED.contains(&program))
}

/// Where something is mounted and what: `36 35 0:31 / /mnt/a\040b rw - nfs4 host:/a rw`.
fn mount(line: &str) -> Option<(PathBuf, &str)> {
    let (about, of_system) = line.split_once(" - ")?;
    let point = about.split(' ').nth(4)?;
    Some((unescaped(point), of_system.split(' ').next()?))
}

/// Spaces and the like are written as three octal digits.
fn unescaped(point: &str) -> PathBuf {
    let mut parts = point.split('\\');
    let mut bytes = parts.next().unwrap_or_default().as_bytes().to_vec();
    for part in parts {
        let code = part.get(..3).and_then(|digits| u8::from_str_radix(digits, 8).ok());
        if let Some(code) = code {
            bytes.push(code);
            bytes.extend_from_slice(&part.as_bytes()[3..]);
        } else {
            bytes.push(b'\\');
            bytes.extend_from_slice(part.as_bytes());
        }
    }
    String::from_utf8_lossy(&bytes).into_owned().into()
}

#[cfg(test)]
mod tests {
    use super::*;

    const MOUNTS: &str = r"22 1 254:0 / / rw,relatime shared:1 - ext4 /dev/vda rw
30 22 0:26 / /home rw - nfs4 files.example:/home rw,vers=4.2
31 22 0:27 / /home/local rw - xfs /dev/sdb1 rw
40 22 0:40 / /media/press\040office rw,nosuid shared:9 master:2 - cifs //office.example/press rw
41 22 0:41 / /mnt/far rw - fuse.sshfs ada@host.example:/srv rw,user_id=0
42 22 0:42 / /mnt/disk rw - fuseblk /dev/sdc1 rw
43 22 0:43 / /mnt/twice rw - nfs old.example:/a rw
44 22 0:44 / /mnt/twice rw - tmpfs tmpfs rw
this is no mount";

    #[test]
    fn a_folder_is_on_what_is_mounted_nearest_above_it() {
        for (folder, kind) in [
            ("/srv/index", None),
            ("/home/ada/index", Some("nfs4")),
            ("/home/local/index", None),
            ("/homely/index", None),
            ("/media/press office/index", Some("cifs")),
            ("/mnt/far", Some("fuse.sshfs")),
            ("/mnt/disk/index", None),
            ("/mnt/twice/index", None),
        ] {
            assert_eq!(network_in(MOUNTS, Path::new(folder)), kind, "{folder}");
        }
        assert_eq!(network_in("", Path::new("/srv")), None);
    }

    #[test]
    fn what_is_escaped_is_read_and_what_only_looks_so_stays() {
        assert_eq!(unescaped(r"/a\040b\134c"), Path::new(r"/a b\c"));
        assert_eq!(unescaped(r"/a\zz\04"), Path::new(r"/a\zz\04"));
    }
}
