/** Text as bytes, one byte a character: what a test writes as `"\xff"` is the byte 255. */

/** @throws {RangeError} when the text has a character over U+00FF */
export function latin1Bytes(text: string): Uint8Array<ArrayBuffer> {
  return Uint8Array.from({ length: text.length }, (_, index) => {
    const code = text.charCodeAt(index);
    if (code > 0xff) throw new RangeError(`the character at ${index} of ${JSON.stringify(text)} is no byte`);
    return code;
  });
}

/** The other way round: bytes as text that a failed assertion can show. */
export function latin1Text(bytes: Uint8Array): string {
  return Array.from(bytes, (byte) => String.fromCharCode(byte)).join("");
}
