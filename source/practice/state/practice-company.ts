/** A made-up user of the practice company. */
export type PracticeUser = {
	readonly id: string;
	/** The name that the user signs in with. */
	readonly userName: string;
	readonly givenName: string;
	readonly familyName: string;
	readonly isActive: boolean;
	/** ISO 3166-1 alpha-2. */
	readonly country: string;
	/** ISO 4217. */
	readonly currency: string;
};

const people: ReadonlyArray<readonly [
	givenName: string, familyName: string, country: string, currency: string, absence?: 'inactive',
]> = [
	['Ada', 'Rechnung', 'DE', 'EUR'],
	['Bruno', 'Beleg', 'AT', 'EUR'],
	['Chiara', 'Viaggio', 'IT', 'EUR'],
	['Deniz', 'Yolcu', 'TR', 'TRY'],
	['Émile', 'Reçu', 'FR', 'EUR'],
	['Farah', 'Safar', 'AE', 'AED', 'inactive'],
	['Gustav', 'Spesen', 'CH', 'CHF'],
];

/** An ID that is the same at every start: `group` distinguishes users, lists and trips, and `index` counts from 1. */
export function practiceId(group: number, index: number): string {
	return `${String(group).padStart(8, '0')}-0000-4000-8000-${String(index).padStart(12, '0')}`;
}

/**
The users of the practice company. Their addresses use a domain that no one can register.
@see https://www.rfc-editor.org/rfc/rfc2606#section-2
*/
export const practiceUsers: readonly PracticeUser[] = people
	.map(([givenName, familyName, country, currency, absence], index) => ({
		id: practiceId(0, index + 1),
		userName: `${givenName}.${familyName}@practice.example`.toLowerCase(),
		givenName,
		familyName,
		country,
		currency,
		isActive: absence === undefined,
	}));

/** The password of all users: made up, and shown to everyone on the control page. */
export const practicePassword = 'practice-only';

/** Finds the user with this name who is allowed to sign in. */
export function findUserByName(userName: string): PracticeUser | undefined {
	const wanted = userName.trim().toLowerCase();
	return practiceUsers.find(user => user.isActive && user.userName === wanted);
}
