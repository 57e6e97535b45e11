/** The formats of `export`, apart from what writes them: help and the shells' completion list them. */
export const exportFormats = ['env', 'json', 'curl', 'postman', 'sap-sample'] as const;

export type ExportFormat = (typeof exportFormats)[number];
