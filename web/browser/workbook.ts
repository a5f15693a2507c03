import { inflateRawSync } from "node:zlib";

/** The texts of a sheet of a workbook, row by row: enough of ZIP and of XLSX to read what the application writes. */
export function rowsOfWorkbook(bytes: Buffer, part = "xl/worksheets/sheet1.xml"): string[][] {
  const xml = partOf(bytes, part);
  return [...xml.matchAll(/<row [^>]*>(.*?)<\/row>/gs)].map(([, row = ""]) =>
    [...row.matchAll(/<c r="[A-Z]+\d+"[^>]*?(?:\/>|>(?:<is><t[^>]*>(.*?)<\/t><\/is>|<v>(.*?)<\/v>)<\/c>)/gs)].map(([, text, value]) => unescaped(text ?? value ?? "")),
  );
}

function unescaped(text: string): string {
  return text.replaceAll("&lt;", "<").replaceAll("&gt;", ">").replaceAll("&quot;", '"').replaceAll("&amp;", "&");
}

/** One part of the package, found by the central directory at its end. */
function partOf(bytes: Buffer, name: string): string {
  let at = bytes.readUInt32LE(bytes.lastIndexOf(Buffer.from("PK\x05\x06", "latin1")) + 16);
  while (bytes.readUInt32LE(at) === 0x02014b50) {
    const [size, nameLength, extra, comment] = [bytes.readUInt32LE(at + 20), ...[28, 30, 32].map((offset) => bytes.readUInt16LE(at + offset))] as [number, number, number, number];
    const local = bytes.readUInt32LE(at + 42);
    if (bytes.toString("utf8", at + 46, at + 46 + nameLength) === name) {
      const start = local + 30 + bytes.readUInt16LE(local + 26) + bytes.readUInt16LE(local + 28);
      return inflateRawSync(bytes.subarray(start, start + size)).toString("utf8");
    }
    at += 46 + nameLength + extra + comment;
  }
  throw new Error(`the workbook has no ${name}`);
}
