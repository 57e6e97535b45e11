/** What a scope allows: reading, writing without reading, or both. */
type ScopeAccess = 'read' | 'write' | 'read-write';

/**
Every scope that the documentation names, in its order, with what it allows. Not all of them follow the convention of
the later names (`read`, `write` for both, `writeonly`, `delete`); where an API's own page says otherwise, the page
takes precedence.

@see https://developer.concur.com/api-reference/authentication/scopes.html
@see https://developer.concur.com/api-reference/authentication/app-center-learn-more.html
*/
const scopeAccess = {
	ATTEND: 'read-write',
	'attendee.admin.read': 'read',
	'attendee.read': 'read',
	'attendee.write': 'read-write',
	'attendee.writeonly': 'write',
	BANK: 'read',
	'bankaccount.details.read': 'read',
	'budgetitem.read': 'read',
	'budgetitem.write': 'read-write',
	'cards.account.writeonly': 'write',
	'cards.bulkrequest.read': 'read',
	'cards.transaction.read': 'read',
	'cards.transaction.writeonly': 'write',
	'cashadvance.read': 'read',
	'cashadvance.write': 'read-write',
	CCARD: 'read',
	'company.legalentity.read': 'read',
	'company.legalentity.writeonly': 'write',
	'company.read': 'read',
	'company.write': 'read-write',
	COMPD: 'read',
	CONFIG: 'read',
	CONREQ: 'read-write',
	'creditcardaccount.read': 'read',
	'creditcardaccountnumber.read': 'read',
	EMERG: 'read-write',
	'events.topic.read': 'read-write',
	'expense.config.attendeetypes.restricted.read': 'read',
	'expense.config.expensetypes.restricted.read': 'read',
	'expense.config.groups.restricted.read': 'read',
	'expense.config.paymenttypes.restricted.read': 'read',
	'expense.config.policies.restricted.read': 'read',
	'expense.exchangerate.writeonly': 'write',
	'expense.report.read': 'read',
	'expense.report.readwrite': 'read-write',
	'expense.report.tax.readwrite': 'read-write',
	'expense.report.workflowstatus.write': 'write',
	EXPRPT: 'read-write',
	EXTRCT: 'read-write',
	'fiscalcalendar.read': 'read',
	'fiscalcalendar.write': 'read-write',
	FISVC: 'read-write',
	'identity.user.core.read': 'read',
	'identity.user.coreenterprise.writeonly': 'write',
	'identity.user.coresensitive.read': 'read',
	'identity.user.delete': 'write',
	'identity.user.emails.verified.writeonly': 'write',
	'identity.user.enterprise.read': 'read',
	'identity.user.externalID.writeonly': 'write',
	'identity.user.ids.read': 'read',
	'identity.user.sap.read': 'read',
	'identity.user.sap.writeonly': 'write',
	IMAGE: 'read-write',
	INSGHT: 'read',
	'invoice.paymentconfirmation.read': 'read',
	'invoice.paymentconfirmation.write': 'write',
	'invoice.providerpayment.write': 'read-write',
	INVPMT: 'read-write',
	INVPO: 'read-write',
	INVTV: 'read-write',
	INVVEN: 'read-write',
	ITINER: 'read-write',
	LIST: 'read-write',
	'locality.read': 'read',
	'locate.location.read': 'read',
	'locate.location.write': 'write',
	'maestro.alerts.writeonly': 'write',
	MEDIC: 'read-write',
	'meetings.read': 'read',
	'meetings.write': 'write',
	NOTIF: 'read-write',
	'notifications.messages.writeonly': 'write',
	PASSV: 'read-write',
	PAYBAT: 'read-write',
	'purchaserequest.read': 'read',
	'purchaserequest.write': 'write',
	'quickexpense.writeonly': 'write',
	RCTIMG: 'read-write',
	'receipts.read': 'read',
	'receipts.write': 'read-write',
	'receipts.writeonly': 'write',
	'spend.accountingintegration.read': 'read',
	'spend.accountingintegration.write': 'write',
	'spend.list.delete': 'write',
	'spend.list.read': 'read',
	'spend.list.write': 'read-write',
	'spend.listitem.delete': 'write',
	'spend.listitem.read': 'read',
	'spend.listitem.write': 'read-write',
	'spend.user.general.read': 'read',
	'spend.user.general.writeonly': 'write',
	'spenddocs.receipts.compliance.read': 'read',
	'spenddocs.receipts.compliance.write': 'read-write',
	'spenddocs.receipts.compliance.writeonly': 'write',
	'spenddocs.receipts.read': 'read',
	'spenddocs.receipts.write': 'read-write',
	'spenddocs.receipts.writeonly': 'write',
	TAXINV: 'read-write',
	TMCSP: 'read-write',
	'travel.hotel.write': 'read-write',
	'travel.itinerary.read': 'read',
	'travel.receipts.read': 'read',
	'travel.receipts.write': 'read-write',
	'travel.user.general.read': 'read',
	'travel.user.private.read': 'read',
	'travelallowance.allowancedays.read': 'read',
	'travelallowance.configuration.read': 'read',
	'travelallowance.itinerary.read': 'read',
	'travelallowance.itinerary.writeonly': 'write',
	'travelallowance.itineraryresult.read': 'read',
	'travelrequest.externalsystemworkflow.write': 'write',
	'travelrequest.write': 'read-write',
	TRVPRF: 'read-write',
	TRVPTS: 'read-write',
	TSAI: 'read-write',
	UNUTX: 'read-write',
	'user.profile.search.read': 'read',
	'user.provision.read': 'read',
	'user.provision.write': 'read-write',
	'user.read': 'read',
	'user.write': 'read-write',
} as const satisfies Readonly<Record<string, ScopeAccess>>;

/** A scope that the documentation names. */
export type Scope = keyof typeof scopeAccess;

/** Every documented scope, in the order of the documentation, which is also the order of lists. */
export const documentedScopes = Object.keys(scopeAccess) as readonly Scope[];

const places: ReadonlyMap<string, number> = new Map(documentedScopes.map((scope, index) => [scope, index]));

/** Sorts scopes in the order of the documentation; undocumented ones come last. */
export function inDocumentedOrder<Name extends string>(scopes: Iterable<Name>): readonly Name[] {
	const placeOf = (scope: string) => places.get(scope) ?? documentedScopes.length;
	return [...scopes].toSorted((one, other) => placeOf(one) - placeOf(other));
}

/** Whether a scope allows writing; an undocumented one is assumed to. */
export function isWriteScope(scope: string): boolean {
	return (scopeAccess as Readonly<Record<string, ScopeAccess>>)[scope] !== 'read';
}
