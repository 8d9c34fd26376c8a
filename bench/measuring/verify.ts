/**
 * Checks one answer of a server before it is measured: a fast wrong answer is no answer.
 *
 * @module
 */
import { Buffer } from "node:buffer";
import { brotliDecompressSync, gunzipSync } from "node:zlib";
import { join } from "@std/path";
import type { Expected, FieldLine, Workload } from "../workloads/workload.ts";
import { type Answer, ask } from "./ask.ts";

/** What the check found. */
export type Verdict =
  /** The answer is right; these are the fields to ask with. */
  | { readonly kind: "right"; readonly fields: readonly FieldLine[] }
  | { readonly kind: "wrong"; readonly problem: string };

/**
 * Asks a server for what a workload asks for.
 *
 * @param origin The server's URL, without a slash at the end.
 * @param root The content root.
 * @throws {BenchError} when no whole answer comes
 */
export async function verify(
  workload: Workload,
  origin: string,
  root: string,
  signal: AbortSignal,
): Promise<Verdict> {
  const url = origin + workload.target;
  const fields = [...(workload.fields ?? [])];
  if (workload.expected.status === 304) {
    const condition = conditionFrom(await ask(url, fields, signal));
    if (condition === undefined) return { kind: "wrong", problem: "neither ETag nor Last-Modified" };
    fields.push(condition);
  }
  const answer = await ask(url, fields, signal);
  const problem = problemOf(answer, workload.expected, (path) => Deno.readFileSync(join(root, path)));
  return problem === undefined ? { kind: "right", fields } : { kind: "wrong", problem };
}

/** The field with which a client that has this answer asks whether it is still true. */
export function conditionFrom({ fields }: Pick<Answer, "fields">): FieldLine | undefined {
  if (typeof fields["etag"] === "string") return ["If-None-Match", fields["etag"]];
  if (typeof fields["last-modified"] === "string") return ["If-Modified-Since", fields["last-modified"]];
  return undefined;
}

/**
 * What is wrong with an answer, in few words.
 *
 * @param content Gives the bytes of a content file by its path.
 * @returns undefined when nothing is
 */
export function problemOf(
  answer: Answer,
  expected: Expected,
  content: (path: string) => Uint8Array,
): string | undefined {
  if (answer.status !== expected.status) return `${expected.status} expected, got ${answer.status}`;
  switch (expected.status) {
    case 200: {
      const coding = answer.fields["content-encoding"] ?? "identity";
      const wanted = expected.coding ?? "identity";
      if (coding !== wanted) return `${wanted} expected, got ${coding}`;
      return differs(decoded(answer.body, wanted), content(expected.file.path));
    }
    case 206:
      return differs(answer.body, content(expected.file.path).subarray(expected.first, expected.last + 1));
    case 304:
      return answer.body.length === 0 ? undefined : "a 304 with a body";
    case 404:
      return undefined;
  }
}

function differs(body: Uint8Array | undefined, expected: Uint8Array): string | undefined {
  if (body === undefined) return "the body cannot be decoded";
  const same = Buffer.from(body.buffer, body.byteOffset, body.length).equals(expected);
  return same ? undefined : "the body is not the file's";
}

function decoded(body: Uint8Array, coding: "identity" | "gzip" | "br"): Uint8Array | undefined {
  if (coding === "identity") return body;
  try {
    return coding === "gzip" ? gunzipSync(body) : brotliDecompressSync(body);
  } catch {
    return undefined;
  }
}
