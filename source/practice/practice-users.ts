export type PracticeUser = {
	readonly id: string;
	readonly userName: string;
	readonly givenName: string;
	readonly familyName: string;
	readonly isActive: boolean;
};

const people: ReadonlyArray<readonly [givenName: string, familyName: string, isActive: boolean]> = [
	['Ada', 'Rechnung', true],
	['Bruno', 'Beleg', true],
	['Chiara', 'Viaggio', true],
	['Deniz', 'Yolcu', true],
	['Émile', 'Reçu', true],
	['Farah', 'Safar', false],
	['Gustav', 'Spesen', true],
];

/** The made-up people of the practice company. Their addresses end in a name that nobody can own (RFC 2606). */
export const practiceUsers: readonly PracticeUser[] = people.map(([givenName, familyName, isActive], index) => ({
	id: `00000000-0000-4000-8000-${String(index + 1).padStart(12, '0')}`,
	userName: `${givenName}.${familyName}@practice.example`.toLowerCase(),
	givenName,
	familyName,
	isActive,
}));
