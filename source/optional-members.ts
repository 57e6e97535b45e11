/**
Members that may be absent or undefined: a change clears them by setting them to undefined, a schema returns undefined
for an invalid one, and a component passes on what it may not have. JSON leaves out both.
*/
export type Clearable<Members extends object> = {readonly [Key in keyof Members]?: Members[Key] | undefined};

/** The members of an object that may be undefined, made optional instead. */
type WithoutUndefined<Whole extends object> =
	& {readonly [Key in keyof Whole as undefined extends Whole[Key] ? never : Key]: Whole[Key]}
	& {readonly [Key in keyof Whole as undefined extends Whole[Key] ? Key : never]?: Exclude<Whole[Key], undefined>};

/** A copy of an object without the members that are undefined. */
export function omitUndefined<Whole extends object>(whole: Whole): WithoutUndefined<Whole> {
	const present = Object.entries(whole).filter(([, value]) => value !== undefined);
	return Object.fromEntries(present) as WithoutUndefined<Whole>;
}
