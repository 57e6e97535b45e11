/** The terminals that the session is made for: the usual one, a large one, a small one. */
export const threeSizes = [
	{columns: 80, rows: 24},
	{columns: 120, rows: 40},
	{columns: 60, rows: 20},
] as const;
