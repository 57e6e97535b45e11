/** A made-up person of the practice company. */
export type PracticeUser = {
	readonly id: string;
	/** What the person signs in with. */
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

/** An ID that is the same at every start: `group` tells users from lists and trips, `index` counts from 1. */
export function practiceId(group: number, index: number): string {
	return `${String(group).padStart(8, '0')}-0000-4000-8000-${String(index).padStart(12, '0')}`;
}

/**
The people of the practice company. Their addresses end in a name that nobody can own.
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

/** The password of all of them: made up, and told to everybody on the control page. */
export const practicePassword = 'practice-only';

/** The person who signs in with this name and may. */
export function findUserByName(userName: string): PracticeUser | undefined {
	const wanted = userName.trim().toLowerCase();
	return practiceUsers.find(user => user.isActive && user.userName === wanted);
}
