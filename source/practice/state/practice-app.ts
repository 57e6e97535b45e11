/**
An app as the panel's application list knows it.
Its secret is kept as a digest: nobody can be shown it again.
*/
export type PracticeApp = {
	readonly appID: string;
	readonly secretDigest: string;
	readonly name: string;
	readonly description: string;
	readonly stage: string;
	readonly type: string;
	readonly grants: readonly string[];
	readonly scopes: readonly string[];
	readonly isDisabled: boolean;
	/** Practice clock, milliseconds since the epoch. */
	readonly createdAt: number;
	/** Changes when the connection is revoked; every token names the connection that it belongs to. */
	readonly connection: string;
};

/** The stages that an app can be in, as the panel's form offers them. */
export const appStages = ['Development', 'Test', 'Production'] as const;

/** The types that an app can have. */
export const appTypes = ['Web Services (WS) Client', 'Integration with Concur Solutions (ICS) Client'] as const;

/**
The grants that an app can be allowed.
@see https://developer.concur.com/api-reference/authentication/apidoc.html
*/
export const appGrants = ['authorization_code', 'client_credentials', 'otp', 'password', 'refresh_token'] as const;

/** The grants that a company token needs: one to obtain it, one to keep it. */
export const neededGrants: readonly string[] = ['password', 'refresh_token'];

/** The scopes that an app can be allowed, named as SAP's documentation lists them. */
export const appScopes: readonly string[] = [
	'openid', 'company.read', 'company.write', 'user.read', 'user.write', 'user_read',
	'identity.user.ids.read', 'identity.user.core.read', 'identity.user.coresensitive.read',
	'identity.user.enterprise.read',
	'identity.user.coreenterprise.writeonly', 'identity.user.externalID.writeonly',
	'identity.user.event.read',
	'identity.user.sap.read', 'identity.user.sap.writeonly',
	'identity.company.core.read', 'identity.company.core.writeonly',
	'identity.company.adminpolicy.read', 'identity.company.adminpolicy.writeonly',
	'identity.company.notification.read', 'identity.company.notification.writeonly',
	'user.provision.read', 'user.provision.write', 'profile.user.generalemployee.read',
	'profile.user.generaluser.read',
	'expense.report.read', 'expense.report.readwrite', 'expense.report.workflowstatus.write',
	'expense.exchangerate.writeonly', 'quickexpense.writeonly',
	'receipts.read', 'receipts.write', 'receipts.writeonly', 'spenddocs.receipts.compliance.read',
	'creditcardaccount.read',
	'spend.accountingintegration.read', 'spend.accountingintegration.write',
	'spend.user.general.read', 'spend.user.general.writeonly',
	'spend.list.read', 'spend.list.write', 'spend.list.delete', 'spend.listitem.read',
	'spend.listitem.write', 'spend.listitem.delete',
	'budgetitem.read', 'budgetitem.write', 'fiscalcalendar.read', 'fiscalcalendar.write',
	'cashadvance.read', 'cashadvance.write',
	'travelrequest.write', 'travelrequest.externalsystemworkflow.write',
	'travelallowance.allowancedays.read',
	'travel.itinerary.read', 'travel.unusedtickets.write', 'travel.user.general.read',
	'travel.user.private.read',
	'mileage.journey.read', 'mileage.journey.writeonly', 'mileage.rate.read',
	'mileage.rate.writeonly', 'mileage.route.read', 'mileage.route.writeonly',
	'mileage.vehicle.read', 'mileage.vehicle.writeonly',
	'invoice.partnerpayment.write', 'invoice.paymentconfirmation.read',
	'invoice.paymentconfirmation.write', 'invoice.providerpayment.write',
	'purchaserequest.read', 'purchaserequest.write', 'document.tax.compliance.read',
	'events.topic.read',
	'locality.read', 'locality.write', 'locate.location.read', 'locate.location.write',
	'realtimeingest.location.writeonly',
	'fundsmanagement.read', 'fundsmanagement.write', 'afes.write', 'afes.config.write',
	'cres.write', 'cres.config.write',
];
