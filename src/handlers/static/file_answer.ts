/**
 * The answer of a file to a GET or HEAD: preconditions first, then ranges (RFC 9110 §13.2.2).
 *
 * @module
 */
import { inMemory } from "../../files/open_file.ts";
import type { Representation } from "../../files/representation.ts";
import { type Segment, SegmentSource } from "../../files/segment_source.ts";
import { layOutByteranges } from "../../http/byteranges.ts";
import { evaluatePreconditions, hasPreconditions } from "../../http/preconditions.ts";
import { type ByteRange, contentRange, ifRange, parseRange, unsatisfiedRange } from "../../http/range.ts";
import type { HttpRequest } from "../../http/request.ts";
import { type FieldLine, HttpResponse, type ResponseBody } from "../../http/response.ts";
import { notePreconditions, noteRange } from "./answer_notes.ts";
import { type CachedFile, type ServedFile, VARY } from "./served_file.ts";

const PRECONDITION_FAILED = new HttpResponse({ status: 412 });

/** Answers from memory. */
export function answerCached(request: HttpRequest, file: CachedFile, now: () => number): HttpResponse {
  const conditional = hasPreconditions(request.fields);
  const ranged = request.fields.count("range") > 0;
  if (!conditional && !ranged) return file.full;
  const verdict = conditional ? evaluatePreconditions(request.fields, file.representation, now()) : "proceed";
  if (request.decisions !== undefined) notePreconditions(request, file.representation, verdict);
  if (verdict === 304) return file.notModified;
  if (verdict === 412) return PRECONDITION_FAILED;
  return ranged && request.method === "GET" ? answerRange(request, file, now()) ?? file.full : file.full;
}

/** Answers from an open file, which is closed with the answer's body, or at once when there is none. */
export function answerOpen(request: HttpRequest, file: ServedFile, now: number): HttpResponse {
  const { representation, fields, notModifiedFields } = file;
  const verdict = evaluatePreconditions(request.fields, representation, now);
  if (request.decisions !== undefined) notePreconditions(request, representation, verdict);
  if (verdict === "proceed" && request.method === "GET") {
    return answerRange(request, file, now) ?? whole(file);
  }
  closeFile(representation);
  if (verdict === 412) return PRECONDITION_FAILED;
  if (verdict === 304) return new HttpResponse({ status: 304, fields: notModifiedFields });
  return new HttpResponse({ status: 200, fields, length: representation.length });
}

function whole({ representation, fields }: ServedFile): HttpResponse {
  const body = bodyOf(representation, [{ start: 0, end: representation.length }]);
  return new HttpResponse({ status: 200, fields, body });
}

/** The 206 or 416 of a Range field; `undefined` when the whole is to be sent. */
function answerRange(request: HttpRequest, file: ServedFile, now: number): HttpResponse | undefined {
  const { representation, fields } = file;
  const { length } = representation;
  if (!ifRange(request.fields.get("if-range"), representation, now)) {
    request.decisions?.note("range", "If-Range names another state of the file: it is sent whole");
    return undefined;
  }
  const outcome = parseRange(request.fields.get("range"), length);
  if (request.decisions !== undefined) noteRange(request, outcome, file);
  if (outcome.kind === "whole") return undefined;
  if (outcome.kind === "unsatisfiable") {
    closeFile(representation);
    return unsatisfiable(file);
  }
  const [only, ...more] = outcome.parts;
  if (only === undefined || more.length > 0) {
    // Content-Encoding would then be said of the multipart body, which is not coded; so it goes whole.
    return file.description.coding === undefined ? severalParts(file, outcome.parts) : undefined;
  }
  return new HttpResponse({
    status: 206,
    fields: [...fields, ["Content-Range", contentRange(only, length)]],
    body: bodyOf(representation, [only]),
  });
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

function severalParts(file: ServedFile, ranges: readonly ByteRange[]): HttpResponse {
  const { representation, description, fields } = file;
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
  return new HttpResponse({ status: 206, fields: typed, body: bodyOf(representation, segments) });
}

/** A stretch of what is in memory is a view of it; everything else is pulled. */
function bodyOf(representation: Representation, segments: readonly Segment[]): ResponseBody {
  if (representation.kind === "open") return new SegmentSource(representation.file, segments);
  const [only, ...more] = segments;
  if (only !== undefined && more.length === 0 && !(only instanceof Uint8Array)) {
    return representation.bytes.subarray(only.start, only.end);
  }
  return new SegmentSource(inMemory(representation.bytes), segments);
}

/** Gives back what a representation holds that will not be sent. */
function closeFile(representation: Representation): void {
  if (representation.kind === "open") representation.file.close();
}
