import { describe, expect, test } from "vitest";
import { decodeBytes } from "../../src/read/decode.ts";

const latin1 = (text: string): Uint8Array => Buffer.from(text, "latin1");
const utf32 = (text: string): Uint8Array =>
  Uint8Array.from([...text].flatMap((character) => [character.codePointAt(0) ?? 0, 0, 0, 0]));

describe("charset", () => {
  test.for([
    [
      "a byte order mark before all else",
      Buffer.from('\uFEFF<?xml encoding="iso-8859-1"?>é'),
      "text/xml; charset=windows-1251",
      "é",
    ],
    ["UTF-16 without a mark", Buffer.from("<a>é</a>", "utf16le"), undefined, "é"],
    ["UTF-32 without a mark", utf32("<a>!</a>"), undefined, "!"],
    [
      "the server before the document",
      latin1('<?xml version="1.0" encoding="koi8-r"?>é'),
      "text/xml; charset=windows-1250",
      "é",
    ],
    [
      "the document before a server's Latin-1",
      Buffer.from('<?xml version="1.0" encoding="utf-8"?>é'),
      "text/xml; charset=ISO-8859-1",
      "é",
    ],
    [
      "UTF-8 before a server's Latin-1 where it is valid",
      Buffer.from("<rss>é</rss>"),
      "text/xml; charset=iso-8859-1",
      "é",
    ],
    [
      "a page's meta",
      Buffer.concat([Buffer.from('<meta charset="windows-1251">'), Uint8Array.of(0xe9)]),
      "text/html",
      "й",
    ],
    [
      "Windows-1252 where UTF-8 is untrue",
      latin1('<?xml version="1.0" encoding="utf-8"?>café'),
      undefined,
      "café",
    ],
    [
      "UTF-8 that is called Latin-1",
      Buffer.from('<?xml version="1.0" encoding="ISO-8859-1"?>été'),
      undefined,
      "été",
    ],
    [
      "Latin-1 that is called so",
      latin1('<?xml version="1.0" encoding="ISO-8859-1"?>été'),
      "text/xml; charset=us-ascii",
      "été",
    ],
    [
      "another name from the server before a weak one within",
      latin1('<?xml version="1.0" encoding="ISO-8859-1"?>\xD0\xBF'),
      "text/xml; charset=windows-1251",
      "Рї",
    ],
    ["a name of the wild", latin1('<?xml version="1.0" encoding="windows_1254"?>é'), undefined, "é"],
    ["a name nobody knows", Buffer.from('<?xml version="1.0" encoding="x-none"?>é'), undefined, "é"],
    [
      "UTF-8 that is broken in one place",
      Buffer.concat([Buffer.from("é".repeat(50)), Uint8Array.of(0xff)]),
      undefined,
      "é\uFFFD",
    ],
  ] as const)("%s", ([, bytes, contentType, expected]) => {
    expect(decodeBytes(bytes, contentType)).toContain(expected);
  });
});
