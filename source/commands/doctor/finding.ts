/** One thing that was looked at. Anything but `ok` carries what to do about it. */
export type Finding = {
	readonly check: string;
	readonly level: 'ok' | 'warning' | 'problem';
	readonly detail: string;
	readonly remedy?: string;
	/** Whether it keeps this machine from reaching Concur. */
	readonly isNetwork?: boolean;
};

export function ok(check: string, detail: string): Finding {
	return {check, level: 'ok', detail};
}

export function warning(check: string, detail: string, remedy: string): Finding {
	return {check, level: 'warning', detail, remedy};
}

export function problem(check: string, detail: string, remedy: string): Finding {
	return {check, level: 'problem', detail, remedy};
}

export function unreachable(check: string, detail: string, remedy: string): Finding {
	return {check, level: 'problem', detail, remedy, isNetwork: true};
}
