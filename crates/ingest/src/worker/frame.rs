//! A frame: the length of a message as four bytes, the least first, and the message.

use std::io::{self, Read, Write};

use serde::{Serialize, de::DeserializeOwned};

/// The longest message. A text has 16 MiB at most, its hints a part of that.
const MAX_BYTES: u32 = 128 << 20;

pub(super) fn write(to: &mut dyn Write, message: &impl Serialize) -> io::Result<()> {
    let bytes = postcard::to_stdvec(message).map_err(io::Error::other)?;
    let length = u32::try_from(bytes.len()).ok().filter(|length| *length <= MAX_BYTES);
    let length = length.ok_or_else(|| io::Error::other("the message is too long for a frame"))?;
    to.write_all(&length.to_le_bytes())?;
    to.write_all(&bytes)?;
    to.flush()
}

/// The next message; `None` where the stream ends before one.
pub(super) fn read<T: DeserializeOwned>(from: &mut dyn Read) -> io::Result<Option<T>> {
    let mut length = [0; 4];
    if from.read(&mut length[..1])? == 0 {
        return Ok(None);
    }
    from.read_exact(&mut length[1..])?;
    let length = u32::from_le_bytes(length);
    if length > MAX_BYTES {
        return Err(io::Error::other("a frame is longer than any message"));
    }
    let bytes = exactly(from, u64::from(length))?;
    postcard::from_bytes(&bytes).map(Some).map_err(io::Error::other)
}

/// So many bytes. Memory is taken as they come, not as they are announced.
pub(super) fn exactly(from: &mut dyn Read, length: u64) -> io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    from.take(length).read_to_end(&mut bytes)?;
    if bytes.len() as u64 == length { Ok(bytes) } else { Err(io::ErrorKind::UnexpectedEof.into()) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_message_comes_back_as_it_was_sent() {
        let mut wire = Vec::new();
        write(&mut wire, &("Ada Roe", 7_u32)).unwrap();
        write(&mut wire, &("", 0_u32)).unwrap();
        let mut from = wire.as_slice();
        assert_eq!(read(&mut from).unwrap(), Some(("Ada Roe".to_owned(), 7_u32)));
        assert_eq!(read(&mut from).unwrap(), Some((String::new(), 0_u32)));
        assert_eq!(read::<(String, u32)>(&mut from).unwrap(), None);
    }

    #[test]
    fn what_is_no_frame_is_an_error() {
        assert!(read::<u32>(&mut &[9, 0][..]).is_err());
        assert!(read::<u32>(&mut &[9, 0, 0, 0, 1][..]).is_err());
        assert!(read::<u32>(&mut &[255, 255, 255, 255, 1][..]).is_err());
    }
}
