//! Recognizes unsupported file formats by their first bytes, so that the error can name the format.

/// Says what a file is and what to do, if its first bytes are those of a format that no import reads.
pub fn unsupported(head: &[u8]) -> Option<&'static str> {
    let known = SIGNATURES.iter().find(|(signature, _)| head.starts_with(signature));
    if let Some((_, reason)) = known {
        return Some(reason);
    }
    if head.get(TAR_OFFSET..).is_some_and(|rest| rest.starts_with(b"ustar")) {
        return Some("it is a tar archive; extract the file in it and import that");
    }
    if let [0, high, 0, low, ..] | [high, 0, low, 0, ..] = head
        && *high != 0
        && *low != 0
    {
        return Some(UTF_16);
    }
    let text = head.trim_ascii_start();
    let begins_with = |start: &[u8]| {
        text.get(..start.len()).is_some_and(|begin| begin.eq_ignore_ascii_case(start))
    };
    if begins_with(b"<!doctype html") || begins_with(b"<html") {
        return Some("it is a web page (HTML), perhaps an error page; download the file again");
    }
    if begins_with(b"<?xml") || begins_with(b"<") {
        return Some("it is XML or a web page; import the file that the registry publishes");
    }
    None
}

/// What to do with an archive, for imports that do not unpack it.
pub const ZIP: &str =
    "it is an Excel workbook or another ZIP archive; save the table as CSV in UTF-8, or extract it";

/// The first bytes of a file that is compressed with gzip.
pub const GZIP_SIGNATURE: &[u8] = b"\x1f\x8b";
/// The first bytes of a ZIP archive: of its first file, or of the directory of an empty one.
pub const ZIP_SIGNATURES: [&[u8]; 2] = [b"PK\x03\x04", b"PK\x05\x06"];
/// The byte order mark of UTF-8.
pub const UTF_8_MARK: &[u8] = b"\xef\xbb\xbf";

/// Where a tar archive has its signature.
const TAR_OFFSET: usize = 257;
const UTF_16: &str = "it is text in UTF-16; save it in UTF-8";

/// The first bytes of unsupported formats. UTF-32 comes before UTF-16, whose byte order mark begins with the same bytes.
const SIGNATURES: [(&[u8], &str); 15] = [
    (b"\xff\xfe\0\0", "it is text in UTF-32; save it in UTF-8"),
    (b"\0\0\xfe\xff", "it is text in UTF-32; save it in UTF-8"),
    (b"\xff\xfe", UTF_16),
    (b"\xfe\xff", UTF_16),
    (b"BZh", "it is compressed with bzip2; unpack it and import the file in it"),
    (b"\xfd7zXZ\0", "it is compressed with xz; unpack it and import the file in it"),
    (b"\x28\xb5\x2f\xfd", "it is compressed with zstd; unpack it and import the file in it"),
    (b"\x04\x22\x4d\x18", "it is compressed with lz4; unpack it and import the file in it"),
    (b"7z\xbc\xaf\x27\x1c", "it is a 7z archive; extract the file in it and import that"),
    (b"Rar!", "it is a RAR archive; extract the file in it and import that"),
    (b"\xd0\xcf\x11\xe0", "it is an old Excel workbook (.xls); save the table as CSV in UTF-8"),
    (b"%PDF", "it is a PDF document; import the data that it was made from"),
    (b"PAR1", "it is a Parquet file; save the table as CSV in UTF-8"),
    (b"SQLite format 3\0", "it is an SQLite database; export the table as CSV in UTF-8"),
    (
        b"version https://git-lfs",
        "it is a Git LFS pointer, not the file itself; fetch the file with `git lfs pull`",
    ),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn formats_are_told_by_their_first_bytes() {
        let mut tar = vec![b'a'; TAR_OFFSET];
        tar.extend(b"ustar\0");
        let cases: [(&[u8], &str); 9] = [
            (b"BZh91AY", "bzip2"),
            (b"\xff\xfe[\0{\0", "UTF-16"),
            (b"[\0{\0\"\0", "UTF-16"),
            (b"\0[\0{", "UTF-16"),
            (b"\xff\xfe\0\0[\0\0\0", "UTF-32"),
            (b" \n<!DOCTYPE HTML>", "web page"),
            (b"<?xml version", "XML"),
            (b"7z\xbc\xaf\x27\x1c", "7z"),
            (&tar, "tar"),
        ];
        for (head, name) in cases {
            assert!(unsupported(head).is_some_and(|it| it.contains(name)), "{name}");
        }
        for head in [&b"[{\"id\":1}]"[..], b"{", b"", b"Code;Nom\n", b"\xef\xbb\xbf[", b"a"] {
            assert_eq!(unsupported(head), None, "{head:?}");
        }
    }
}
