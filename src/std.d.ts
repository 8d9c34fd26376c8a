/**
 * The types of the few @std functions that LINPR uses.
 *
 * The npm build that deno.json maps `@std/*` to carries no declarations; without these, every call
 * would be `any`. The file goes when the import map points to JSR, which brings its own types.
 */

declare module "@std/assert" {
  export function assert(expr: unknown, msg?: string): asserts expr;
  export function assertEquals<T>(actual: T, expected: T, msg?: string): void;
  export function assertNotEquals<T>(actual: T, expected: T, msg?: string): void;
  export function assertStrictEquals<T>(actual: unknown, expected: T, msg?: string): asserts actual is T;
  export function assertNotStrictEquals(actual: unknown, expected: unknown, msg?: string): void;
  export function assertExists<T>(actual: T, msg?: string): asserts actual is NonNullable<T>;
  export function assertMatch(actual: string, expected: RegExp, msg?: string): void;
  export function assertNotMatch(actual: string, expected: RegExp, msg?: string): void;
  export function assertStringIncludes(actual: string, expected: string, msg?: string): void;
  export function assertInstanceOf<T>(
    actual: unknown,
    // deno-lint-ignore no-explicit-any
    expected: abstract new (...args: any[]) => T,
    msg?: string,
  ): asserts actual is T;
  export function assertThrows<E extends Error>(
    fn: () => unknown,
    // deno-lint-ignore no-explicit-any
    expected: abstract new (...args: any[]) => E,
    msgIncludes?: string,
    msg?: string,
  ): E;
  export function assertRejects<E extends Error>(
    fn: () => PromiseLike<unknown>,
    // deno-lint-ignore no-explicit-any
    expected: abstract new (...args: any[]) => E,
    msgIncludes?: string,
    msg?: string,
  ): Promise<E>;
  export function fail(msg?: string): never;
}

declare module "@std/cli/parse-args" {
  export interface ParseOptions {
    readonly string?: readonly string[];
    readonly boolean?: readonly string[];
    readonly collect?: readonly string[];
    readonly negatable?: readonly string[];
    readonly alias?: Readonly<Record<string, string | readonly string[]>>;
    readonly default?: Readonly<Record<string, unknown>>;
    readonly stopEarly?: boolean;
    readonly "--"?: boolean;
    readonly unknown?: (arg: string, key?: string, value?: unknown) => unknown;
  }
  export interface Args {
    readonly _: (string | number)[];
    readonly [key: string]: unknown;
  }
  export function parseArgs(args: readonly string[], options?: ParseOptions): Args;
}

declare module "@std/cli/prompt-secret" {
  export interface PromptSecretOptions {
    readonly mask?: string;
    readonly clear?: boolean;
  }
  export function promptSecret(message?: string, options?: PromptSecretOptions): string | null;
}

declare module "@std/fmt/bytes" {
  export interface FormatOptions {
    readonly bits?: boolean;
    readonly binary?: boolean;
    readonly signed?: boolean;
    readonly locale?: boolean | string | string[];
    readonly minimumFractionDigits?: number;
    readonly maximumFractionDigits?: number;
  }
  export function format(num: number, options?: FormatOptions): string;
}

declare module "@std/fmt/duration" {
  export interface FormatOptions {
    readonly style?: "narrow" | "digital" | "full";
    readonly ignoreZero?: boolean;
  }
  export function format(ms: number, options?: FormatOptions): string;
}

declare module "@std/media-types" {
  export function contentType(extensionOrType: string): string | undefined;
  export function typeByExtension(extension: string): string | undefined;
}

declare module "@std/path" {
  export const SEPARATOR: "/" | "\\";
  export function basename(path: string, suffix?: string): string;
  export function dirname(path: string): string;
  export function extname(path: string): string;
  export function fromFileUrl(url: URL | string): string;
  export function isAbsolute(path: string): boolean;
  export function join(path: string, ...paths: string[]): string;
  export function relative(from: string, to: string): string;
  export function resolve(...pathSegments: string[]): string;
  export function toFileUrl(path: string): URL;
}

declare module "@std/text/closest-string" {
  export function closestString(givenWord: string, possibleWords: readonly string[]): string;
}

declare module "@std/text/levenshtein-distance" {
  export function levenshteinDistance(str1: string, str2: string): number;
}
