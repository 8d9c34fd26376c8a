/**
 * Every rule by which a request is refused, with its status and its source: the page to read to know
 * how strict LINPR is.
 *
 * @module
 */
import type { Refusal } from "./http_error.ts";

function refusal(status: number, rule: string, source: string): Refusal {
  return { status, rule, source };
}

// The request line.
export const TLS_ON_PLAIN_PORT: Refusal = refusal(
  400,
  "this port speaks HTTP, not HTTPS: use http://",
  "RFC 9112 §3",
);
export const BAD_METHOD: Refusal = refusal(400, "a method is a token followed by one space", "RFC 9112 §3.1");
export const LONG_METHOD: Refusal = refusal(
  501,
  "the method is longer than any that is implemented",
  "RFC 9112 §3",
);
export const UNKNOWN_METHOD: Refusal = refusal(
  501,
  "the method is not one that is implemented",
  "RFC 9110 §9.1",
);
export const EMPTY_LINES: Refusal = refusal(
  400,
  "more empty lines before the request line than are skipped",
  "RFC 9112 §2.2",
);
export const BAD_TARGET_BYTE: Refusal = refusal(
  400,
  "a byte that a request target must not contain",
  "RFC 9112 §3.2",
);
export const LONG_TARGET: Refusal = refusal(
  414,
  "the request target is longer than limits.target",
  "RFC 9112 §3",
);
export const NO_VERSION: Refusal = refusal(
  400,
  "the request line has no HTTP version (HTTP/0.9 is not served)",
  "RFC 9112 §2.3",
);
export const BAD_VERSION: Refusal = refusal(
  400,
  "the version is not HTTP/DIGIT.DIGIT followed by CRLF",
  "RFC 9112 §2.3",
);
export const OTHER_VERSION: Refusal = refusal(
  505,
  "only HTTP/1.0 and HTTP/1.1 are served",
  "RFC 9110 §15.6.6",
);

// Lines and fields.
export const BARE_CR: Refusal = refusal(400, "a CR that no LF follows", "RFC 9112 §2.2");
export const BARE_LF: Refusal = refusal(400, "a line that ends with LF alone", "RFC 9112 §2.2");
export const SPACE_BEFORE_FIELDS: Refusal = refusal(
  400,
  "white space between the request line and the first field",
  "RFC 9112 §2.2",
);
export const OBS_FOLD: Refusal = refusal(400, "a folded field line", "RFC 9112 §5.2");
export const EMPTY_FIELD_NAME: Refusal = refusal(400, "a field line without a name", "RFC 9110 §5.1");
export const SPACE_BEFORE_COLON: Refusal = refusal(
  400,
  "white space between a field name and its colon",
  "RFC 9112 §5.1",
);
export const BAD_FIELD_NAME: Refusal = refusal(
  400,
  "a byte that a field name must not contain",
  "RFC 9110 §5.1",
);
export const BAD_FIELD_VALUE: Refusal = refusal(
  400,
  "a byte that a field value must not contain",
  "RFC 9110 §5.5",
);
export const LONG_HEAD: Refusal = refusal(431, "the request head is longer than limits.head", "RFC 6585 §5");
export const MANY_FIELDS: Refusal = refusal(431, "more fields than limits.fields", "RFC 6585 §5");

// The target and the host.
export const BAD_TARGET_FORM: Refusal = refusal(
  400,
  "the target is none of the forms that its method allows",
  "RFC 9112 §3.2",
);
export const BAD_PERCENT_ENCODING: Refusal = refusal(
  400,
  "a % that two hexadecimal digits do not follow",
  "RFC 3986 §2.1",
);
export const BAD_PATH_BYTE: Refusal = refusal(
  400,
  "the path decodes to NUL, a backslash or a slash",
  "RFC 3986 §7.3",
);
export const BAD_PATH_UTF8: Refusal = refusal(400, "the path does not decode to UTF-8", "RFC 3629 §3");
export const ABOVE_ROOT: Refusal = refusal(400, "the path climbs above the root", "RFC 3986 §5.2.4");
export const NO_HOST: Refusal = refusal(400, "an HTTP/1.1 request without a Host field", "RFC 9112 §3.2");
export const MANY_HOSTS: Refusal = refusal(400, "more than one Host field", "RFC 9112 §3.2");
export const BAD_HOST: Refusal = refusal(
  400,
  "the host is not a name or address with an optional port",
  "RFC 9110 §7.2",
);
export const MISDIRECTED: Refusal = refusal(
  421,
  "an https target on a connection that is not secured",
  "RFC 9110 §7.4",
);
export const BAD_FORWARDED: Refusal = refusal(
  400,
  "a trusted proxy's Forwarded field cannot be read",
  "RFC 7239 §4",
);

// The body.
export const BAD_CONTENT_LENGTH: Refusal = refusal(
  400,
  "Content-Length is not one number of decimal digits",
  "RFC 9112 §6.3",
);
export const MANY_CONTENT_LENGTHS: Refusal = refusal(400, "more than one Content-Length", "RFC 9112 §6.3");
export const LENGTH_AND_CODING: Refusal = refusal(
  400,
  "both Content-Length and Transfer-Encoding",
  "RFC 9112 §6.3",
);
export const CODING_IN_1_0: Refusal = refusal(
  400,
  "Transfer-Encoding in an HTTP/1.0 request",
  "RFC 9112 §6.1",
);
export const BAD_TRANSFER_CODING: Refusal = refusal(
  400,
  "chunked is not the last transfer coding, once",
  "RFC 9112 §6.3",
);
export const UNKNOWN_TRANSFER_CODING: Refusal = refusal(
  501,
  "a transfer coding other than chunked",
  "RFC 9112 §6.1",
);
export const LARGE_BODY: Refusal = refusal(
  413,
  "the request body is longer than limits.body",
  "RFC 9110 §15.5.14",
);
export const BAD_CHUNK_SIZE: Refusal = refusal(
  400,
  "a chunk size that is not hexadecimal digits",
  "RFC 9112 §7.1",
);
export const LARGE_CHUNK: Refusal = refusal(400, "a chunk size that overflows", "RFC 9112 §7.1");
export const LONG_CHUNK_EXTENSION: Refusal = refusal(
  400,
  "chunk extensions longer than is reasonable",
  "RFC 9112 §7.1.1",
);
export const BAD_CHUNK_END: Refusal = refusal(400, "chunk data that CRLF does not follow", "RFC 9112 §7.1");
export const LONG_TRAILERS: Refusal = refusal(
  431,
  "trailer fields longer than limits.head",
  "RFC 9112 §7.1.2",
);
export const SHORT_BODY: Refusal = refusal(400, "the connection ended before the body did", "RFC 9112 §8");

// The rest.
export const UNKNOWN_EXPECTATION: Refusal = refusal(
  417,
  "an expectation other than 100-continue",
  "RFC 9110 §10.1.1",
);
export const SLOW_REQUEST: Refusal = refusal(
  408,
  "the request did not arrive in time",
  "timeouts.head, timeouts.body",
);
export const LATE_HANDLER: Refusal = refusal(
  504,
  "the handler did not answer in time",
  "handlers.timeout",
);
