/**
 * Telling whether a file is still the one that was read: what makes "cached" and "strictly fresh" go
 * together.
 *
 * @module
 */

/** What `stat` tells of a file's state. */
export interface FileIdentity {
  readonly device: number;
  readonly inode: number;
  readonly size: number;
  /** Milliseconds since 1970. */
  readonly modified: number;
  /** Milliseconds since 1970 of the last change of content or attributes; the platform gives whole seconds. */
  readonly changed: number;
}

/** What a `stat` told, reduced to what identifies the state. */
export function identityOf(info: Deno.FileInfo): FileIdentity {
  const modified = timeOf(info.mtime) ?? 0;
  return {
    device: info.dev,
    inode: info.ino ?? 0,
    size: info.size,
    modified,
    changed: timeOf(info.ctime) ?? modified,
  };
}

/** Whether a later `stat` shows the file as it was. */
export function isUnchanged(identity: FileIdentity, info: Deno.FileInfo): boolean {
  const modified = timeOf(info.mtime) ?? 0;
  return info.size === identity.size &&
    modified === identity.modified &&
    (info.ino ?? 0) === identity.inode &&
    (timeOf(info.ctime) ?? modified) === identity.changed &&
    info.dev === identity.device;
}

/** The last moment that a Date can tell. */
const LATEST = 8_640_000_000_000_000;

/** A file system may hold times that a Date cannot tell; as NaN they would equal nothing, not even themselves. */
function timeOf(date: Date | null): number | undefined {
  const time = date?.getTime();
  return Number.isNaN(time) ? LATEST : time;
}

/** The platform tells the change time in whole seconds. */
const CHANGE_TIME_STEP = 1000;
/** The kernel stamps files with a clock that may lag behind ours by one tick (10 ms at 100 Hz). */
const CLOCK_LAG = 20;

/**
 * Whether every later change of the file is bound to show in its identity.
 *
 * A file that was changed within the current second can be changed again, to the same size and even with
 * its modification time set back, and look the same. Once that second is over it cannot: the change time
 * is not the writer's to set. So only a settled file may be remembered.
 *
 * @param now Milliseconds since 1970, read before the file was.
 */
export function isSettled(identity: FileIdentity, now: number): boolean {
  return now - CLOCK_LAG >= identity.changed - (identity.changed % CHANGE_TIME_STEP) + CHANGE_TIME_STEP;
}
