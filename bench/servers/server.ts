/**
 * What a server says about itself: where it comes from, and how it is started.
 *
 * @module
 */
import type { Workload } from "../workloads/workload.ts";
import type { NpmPackage } from "./npm_package.ts";

/** What a server is to do. */
export interface Task {
  /** The program that {@linkcode Server.find} found. */
  readonly executable: string;
  /** The content root, an absolute path. */
  readonly root: string;
  /** The port on 127.0.0.1. */
  readonly port: number;
  /** Serving threads or processes. */
  readonly workers: number;
  /** Whether files have compressed siblings that are to be sent; where they have not, looking for them only costs. */
  readonly precompressed: boolean;
  /** Where to write a line for each request, an absolute path; undefined: nowhere. */
  readonly accessLog: string | undefined;
  /** An empty directory for the server's own files, which is its working directory. */
  readonly directory: string;
}

/** How a server is started for a task. */
export interface Launch {
  readonly args: readonly string[];
  /** Files to write into the task's directory first, by name. */
  readonly files?: Readonly<Record<string, string>>;
  /** Variables to set. */
  readonly env?: Readonly<Record<string, string>>;
}

/** Where a program comes from when it is missing. */
export type Origin =
  | { readonly kind: "debian"; readonly packages: readonly string[] }
  | { readonly kind: "npm"; readonly package: NpmPackage }
  | { readonly kind: "jsr"; readonly specifier: string }
  /** Something else: what to do about it, for the list of those left out. */
  | { readonly kind: "other"; readonly advice: string };

/** A server that can be measured. */
export interface Server {
  /** What `--servers` calls it. */
  readonly name: string;
  /** What the tables call it. */
  readonly title: string;
  readonly origin: Origin;
  /** Its version, or the arguments that make the program print it. */
  readonly version: string | readonly string[];
  /** The path of the program, or undefined when it is not installed. */
  readonly find: () => string | undefined;
  /** How it is started. */
  readonly launch: (task: Task) => Launch;
  /** Whether it can serve with more than one thread or process. */
  readonly hasWorkers: boolean;
  /** Whether it can write an access log to a file. */
  readonly hasAccessLog: boolean;
  /** Whether a workload is for it at all. Default: every one is. */
  readonly suits?: (workload: Workload) => boolean;
}
