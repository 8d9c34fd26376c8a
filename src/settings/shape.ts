/**
 * Settings that hold more than text and numbers: what may stand where in them, and the type of what does.
 *
 * @module
 */
import type { Fault } from "./parsed.ts";

/** Text of a form; see `text_form.ts`. */
export interface FormShape {
  readonly kind: "form";
  readonly form: ShapeForm;
}

/** The forms that only text within such a setting has. */
export type ShapeForm =
  | "path"
  | "glob"
  | "cidr"
  | "cacheControl"
  | "fieldName"
  | "fieldValue"
  | "realmName"
  | "userName"
  | HandlerForm
  | RuleForm;

/** The forms that only text about handlers has. */
export type HandlerForm = "applicationName" | "handlerName" | "modulePath" | "netAddress";

/** The forms that only text within a rule or a site has. */
export type RuleForm =
  | "requestField"
  | "valueGlob"
  | "location"
  | "pathTemplate"
  | "fieldTemplate"
  | "plainText"
  | "siteName"
  | "siteHost";

/** A number: sizes in bytes, durations in milliseconds. */
export interface NumberShape {
  readonly kind: "integer" | "size" | "duration";
  readonly min: number;
  readonly max: number;
}

/** `true` or `false`. */
export interface BooleanShape {
  readonly kind: "boolean";
}

/** One of some words or numbers. */
export interface ChoiceShape {
  readonly kind: "choice";
  /** At least two. */
  readonly choices: readonly (string | number)[];
}

/** Whatever one of several simple shapes takes; the first that does decides what it is. */
export interface EitherShape {
  readonly kind: "either";
  /** All of them in words: completes "expected …". */
  readonly one: string;
  readonly of: readonly (FormShape | NumberShape | BooleanShape | ChoiceShape)[];
}

/** A list. */
export interface ListShape {
  readonly kind: "list";
  /** The list in words: completes "expected …". */
  readonly one: string;
  readonly item: Shape;
  /** How many items there may be. */
  readonly max: number;
  /** How many items there must be. Default: 0. */
  readonly min?: number;
  /** What is wrong with the items together; their own shapes have been checked. Default: nothing. */
  readonly check?: Check;
}

/** An object whose names the operator chooses: pairs in their order, each name once. */
export interface MapShape {
  readonly kind: "map";
  /** The map in words: completes "expected …". */
  readonly one: string;
  readonly names: ShapeForm;
  readonly values: Shape;
  /** How many names there may be. */
  readonly max: number;
  /** What is wrong with the pairs together; their own shapes have been checked. Default: nothing. */
  readonly check?: Check;
}

/** An object whose members are known. */
export interface ObjectShape {
  readonly kind: "object";
  /** The object in words: completes "expected …". */
  readonly one: string;
  readonly members: Members;
  /** What is wrong with the members together; their own shapes have been checked. Default: nothing. */
  readonly check?: Check;
}

/** The members of an object, in the order in which people read them. */
export type Members = Readonly<Record<string, Member>>;

/** A member of an object. */
export interface Member {
  readonly shape: Shape;
  /** One line for people, without a full stop. */
  readonly help: string;
  /** Whether the object is none without it. Default: false. */
  readonly required?: true;
  /** The value where none is written. Default: the member is not there. */
  readonly default?: string | number | boolean | readonly never[];
}

/** Judges a value whose parts have their shapes. A method's type, so that each may know its own shape's type. */
export type Check = { of(value: object): readonly Fault[] }["of"];

/** What may stand somewhere. */
export type Shape =
  | FormShape
  | NumberShape
  | BooleanShape
  | ChoiceShape
  | EitherShape
  | ListShape
  | MapShape
  | ObjectShape;

/** The type of what a shape takes. */
export type ShapeValue<S extends Shape> = S extends FormShape ? string
  : S extends NumberShape ? number
  : S extends BooleanShape ? boolean
  : S extends ChoiceShape ? S["choices"][number]
  : S extends EitherShape ? ShapeValue<S["of"][number]>
  : S extends ListShape ? readonly ShapeValue<S["item"]>[]
  : S extends MapShape ? readonly (readonly [name: string, value: ShapeValue<S["values"]>])[]
  : S extends ObjectShape ? MembersValue<S["members"]>
  : never;

/** The type of an object with these members. */
export type MembersValue<M extends Members> =
  & { readonly [K in keyof M as IsSure<M[K]> extends true ? K : never]: ShapeValue<M[K]["shape"]> }
  & { readonly [K in keyof M as IsSure<M[K]> extends true ? never : K]?: ShapeValue<M[K]["shape"]> };

/** Is a member there in every object? */
type IsSure<M extends Member> = M extends { required: true } | { default: unknown } ? true : false;
