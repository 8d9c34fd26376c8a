/**
 * The answer of a file to a GET or HEAD: preconditions first, then ranges (RFC 9110 §13.2.2).
 *
 * @module
 */
import { inMemory, type RandomAccess } from "../../files/open_file.ts";
import { type Segment, SegmentSource } from "../../files/segment_source.ts";
import { layOutByteranges } from "../../http/byteranges.ts";
import { evaluatePreconditions, hasPreconditions } from "../../http/preconditions.ts";
import {
  type ByteRange,
  contentRange,
  ifRange,
  parseRange,
  type RangeOutcome,
  unsatisfiedRange,
} from "../../http/range.ts";
import type { HttpRequest } from "../../http/request.ts";
import { type FieldLine, HttpResponse } from "../../http/response.ts";
import { notePreconditions, noteRange } from "./answer_notes.ts";
import type { KeptFile, LargeFile } from "./kept_file.ts";
import { type ServedFile, VARY } from "./served_file.ts";

const PRECONDITION_FAILED = new HttpResponse({ status: 412 });

/**
 * Answers with a file.
 *
 * @param now Milliseconds since 1970.
 * @returns `undefined` when a large file is not what was described any more, and must be looked up again.
 */
export function answerWithFile(
  request: HttpRequest,
  file: KeptFile,
  now: () => number,
): HttpResponse | undefined {
  const isConditional = hasPreconditions(request.fields);
  const isRanged = request.method === "GET" && request.fields.count("range") > 0;
  if (isConditional) {
    const verdict = evaluatePreconditions(request.fields, file.representation, now());
    if (request.decisions !== undefined) notePreconditions(request, file.representation, verdict);
    if (verdict === 304) return file.notModified;
    if (verdict === 412) return PRECONDITION_FAILED;
  }
  return isRanged ? answerRange(request, file, now()) : whole(request, file);
}

function whole(request: HttpRequest, file: KeptFile): HttpResponse | undefined {
  if (file.kind === "cached") return file.full;
  if (request.method !== "GET") return file.described;
  const open = file.representation.content.open();
  if (open === undefined) return undefined;
  const body = new SegmentSource(open, [{ start: 0, end: file.representation.length }]);
  return new HttpResponse({ status: 200, fields: file.fields, body });
}

function answerRange(request: HttpRequest, file: KeptFile, now: number): HttpResponse | undefined {
  const outcome = rangeAsked(request, file, now);
  switch (outcome.kind) {
    case "whole":
      return whole(request, file);
    case "unsatisfiable":
      return unsatisfiable(file);
    case "parts": {
      const [only, ...more] = outcome.parts;
      if (only !== undefined && more.length === 0) return onePart(file, only);
      // Content-Encoding would then be said of the multipart body, which is not coded; so it goes whole.
      return file.description.coding === undefined ? severalParts(file, outcome.parts) : whole(request, file);
    }
  }
}

/** What the Range field comes to; If-Range may void it. */
function rangeAsked(request: HttpRequest, file: ServedFile, now: number): RangeOutcome {
  if (!ifRange(request.fields.get("if-range"), file.representation, now)) {
    request.decisions?.note("range", "If-Range names another state of the file: it is sent whole");
    return { kind: "whole" };
  }
  const outcome = parseRange(request.fields.get("range"), file.representation.length);
  if (request.decisions !== undefined) noteRange(request, outcome, file);
  return outcome;
}

/**
 * Tells of the file what a better range needs. The rest, such as Cache-Control, is about the file, and would be
 * taken to be about the error.
 */
function unsatisfiable({ representation, description }: ServedFile): HttpResponse {
  const fields: FieldLine[] = [
    ["Content-Range", unsatisfiedRange(representation.length)],
    ["Accept-Ranges", "bytes"],
    ...(description.varies ? [VARY] : []),
  ];
  return new HttpResponse({ status: 416, fields });
}

function onePart(file: KeptFile, range: ByteRange): HttpResponse | undefined {
  const fields: readonly FieldLine[] = [
    ...file.fields,
    ["Content-Range", contentRange(range, file.representation.length)],
  ];
  if (file.kind === "large") {
    return file.hotRanges.answer(range, (isHot) => largePart(file, fields, range, isHot));
  }
  return new HttpResponse({
    status: 206,
    fields,
    body: file.representation.bytes.subarray(range.start, range.end),
  });
}

/** @param isHot Whether it will be asked for again: its answer then has the bytes in memory. */
function largePart(
  { representation: { content } }: LargeFile,
  fields: readonly FieldLine[],
  range: ByteRange,
  isHot: boolean,
): HttpResponse | undefined {
  if (isHot) {
    const body = content.read(range);
    return body && new HttpResponse({ status: 206, fields, body, hasRoom: true });
  }
  const open = content.open();
  return open && new HttpResponse({ status: 206, fields, body: new SegmentSource(open, [range]) });
}

function severalParts(file: KeptFile, ranges: readonly ByteRange[]): HttpResponse | undefined {
  const { representation, description, fields } = file;
  const access = accessTo(file);
  if (access === undefined) return undefined;
  const layout = layOutByteranges({
    ranges,
    mediaType: description.mediaType,
    length: representation.length,
    boundary: crypto.randomUUID(),
  });
  const segments: Segment[] = [...layout.parts.flatMap(({ head, range }) => [head, range]), layout.closing];
  const typed: FieldLine[] = fields.map(([name, value]) => [
    name,
    name === "Content-Type" ? layout.contentType : value,
  ]);
  return new HttpResponse({ status: 206, fields: typed, body: new SegmentSource(access, segments) });
}

function accessTo(file: KeptFile): RandomAccess | undefined {
  return file.kind === "cached" ? inMemory(file.representation.bytes) : file.representation.content.open();
}
