/**
 * What settings and its path say of a file.
 *
 * @module
 */
import { isCompressible } from "../../files/codings.ts";
import { mediaType, type MediaTypeOptions } from "../../files/media_type.ts";
import type { Decisions } from "../../http/decisions.ts";
import type { PathFields } from "./path_fields.ts";
import type { FileDescription } from "./served_file.ts";

/** What {@linkcode FileDescriber} goes by. */
export interface FileDescriberOptions {
  readonly mediaTypes: MediaTypeOptions;
  readonly pathFields: PathFields;
  /** Whether compressible files may be sent in a coding. */
  readonly coded: boolean;
}

/** Describes files by their path. */
export class FileDescriber {
  readonly #options: FileDescriberOptions;

  /** Makes a describer. */
  constructor(options: FileDescriberOptions) {
    this.#options = options;
  }

  /**
   * Describes a file as it is without a coding.
   *
   * @param path The file's path on the disk.
   * @param urlPath Its URL path.
   * @param decisions Are told which setting gives which field.
   */
  describe(path: string, urlPath: string, decisions?: Decisions): FileDescription {
    const type = mediaType(urlPath, this.#options.mediaTypes);
    decisions?.note("fields", `Content-Type: ${type}, by the name of ${urlPath}`);
    return {
      path,
      urlPath,
      mediaType: type,
      coding: undefined,
      varies: this.#options.coded && isCompressible(type),
      settingsFields: this.#options.pathFields.of(urlPath, decisions),
    };
  }
}
