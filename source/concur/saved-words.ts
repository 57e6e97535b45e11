/*
The words that settings store for calls and APIs. Types, the schema of the settings and their plain shape follow these
lists. `token` loads this file, so it imports nothing.
*/

/** What a saved call presented to SAP Concur. */
export const savedGrants = ['password', 'refresh_token', 'bearer'] as const;

/** How a saved call ended. */
export const savedCallKinds = ['granted', 'proven', 'refused', 'unreachable', 'unusable', 'cancelled'] as const;

/** What can be presented over an existing connection. */
export const connectionGrants = ['refresh_token', 'bearer'] as const;

/** What a proof can find out about an API. */
export const apiVerdicts = ['proven', 'unproven', 'refused', 'unreachable', 'unusable', 'cancelled'] as const;

/** What an API is chosen for: reading only, or reading and writing. */
export const accesses = ['read', 'write'] as const;
