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
export const requiredGrants: readonly string[] = ['password', 'refresh_token'];

/** A scope in the form, with the APIs that it opens. */
type ScopeChoice = {
	readonly name: string;
	readonly apis: string;
	/** Whether every API that it opens is deprecated. */
	readonly isDeprecated: boolean;
};

/**
The documented scopes, in the order of SAP's table, with the APIs that each opens. `openid` is not in the table, but
real tokens include it.
@see https://developer.concur.com/api-reference/authentication/scopes.html
*/
const scopeRows: ReadonlyArray<readonly [name: string, apis: string, deprecated?: 'deprecated']> = [
	['ATTEND', 'Attendees v1 to v3', 'deprecated'],
	['attendee.admin.read', 'Attendee Types v4'],
	['attendee.read', 'Attendees v4'],
	['attendee.write', 'Attendees v4'],
	['attendee.writeonly', 'Attendees v4'],
	['BANK', 'Expense Report v2', 'deprecated'],
	['bankaccount.details.read', 'Detokenizer v5'],
	['budgetitem.read', 'Budget v4'],
	['budgetitem.write', 'Budget v4'],
	['cards.account.writeonly', 'Cards v4'],
	['cards.bulkrequest.read', 'Cards v4'],
	['cards.transaction.read', 'Cards v4'],
	['cards.transaction.writeonly', 'Cards v4'],
	['cashadvance.read', 'Cash Advance v4.1'],
	['cashadvance.write', 'Cash Advance v4.1'],
	['CCARD', 'Company Card Transactions v1.1', 'deprecated'],
	['company.legalentity.read', 'Legal Entity v4.1'],
	['company.legalentity.writeonly', 'Legal Entity v4.1'],
	['company.read', 'Profile v1', 'deprecated'],
	['company.write', 'Profile v1', 'deprecated'],
	['COMPD', 'Travel Profile v2 Custom Fields, Travel Profile v3 Company Details'],
	['CONFIG', 'Quick Expense v4'],
	['CONREQ', 'Connection Requests v3.2'],
	['creditcardaccount.read', 'Detokenizer v5'],
	['creditcardaccountnumber.read', 'Detokenizer v4'],
	['EMERG', 'Travel Profile v2 Emergency Contact'],
	['events.topic.read', 'Event Subscription v4'],
	['expense.config.attendeetypes.restricted.read', 'Expense Configuration v4'],
	['expense.config.expensetypes.restricted.read', 'Expense Configuration v4'],
	['expense.config.groups.restricted.read', 'Expense Configuration v4'],
	['expense.config.paymenttypes.restricted.read', 'Expense Configuration v4'],
	['expense.config.policies.restricted.read', 'Expense Configuration v4'],
	['expense.exchangerate.writeonly', 'Exchange Rate v4'],
	['expense.report.read', 'Reports v4, Expenses v4, Allocations v4, Comments v4, Expense Tax v4, Itemizations v4'],
	['expense.report.readwrite', 'Reports v4, Expenses v4, Allocations v4, Comments v4, Exceptions v4, Expense Tax v4'],
	['expense.report.tax.readwrite', 'Expense Tax v4'],
	['expense.report.workflowstatus.write', 'Comments v4, Reports v4'],
	['EXPRPT', 'Expense Reports v3, Allocations v3, Itemizations v3, Expense Report Entry v2'],
	['EXTRCT', 'Extracts v1'],
	['fiscalcalendar.read', 'Budget v4'],
	['fiscalcalendar.write', 'Budget v4'],
	['FISVC', 'Financial Integration v4'],
	['identity.user.core.read', 'Identity v4, Identity v4.1, User Provisioning v4'],
	['identity.user.coreenterprise.writeonly', 'Identity v4, Identity v4.1, User Provisioning v4'],
	['identity.user.coresensitive.read', 'Identity v4, Identity v4.1, User Provisioning v4'],
	['identity.user.delete', 'Identity v4, Identity v4.1, SCIM v4, User Provisioning v4'],
	['identity.user.emails.verified.writeonly', 'Identity v4, Identity v4.1, User Provisioning v4'],
	['identity.user.enterprise.read', 'Identity v4, Identity v4.1, User Provisioning v4'],
	['identity.user.externalID.writeonly', 'Identity v4, Identity v4.1, User Provisioning v4'],
	['identity.user.ids.read', 'Identity v4, Identity v4.1, User Provisioning v4'],
	['identity.user.sap.read', 'Identity v4, Identity v4.1, User Provisioning v4'],
	['identity.user.sap.writeonly', 'Identity v4, Identity v4.1, User Provisioning v4'],
	['IMAGE', 'Receipt Image v1, Receipt Image v3'],
	['INSGHT', 'Latest Bookings v3, Opportunities v3'],
	['invoice.paymentconfirmation.read', 'Invoice Payment Confirmation v4'],
	['invoice.paymentconfirmation.write', 'Invoice Payment Confirmation v4'],
	['invoice.providerpayment.write', 'Invoice Pay v4'],
	['INVPMT', 'Payment Request v3, Payment Request Digests v3'],
	['INVPO', 'Purchase Orders v3'],
	['INVTV', 'Sales Tax Validation v3'],
	['INVVEN', 'Vendor Bank v3, Vendor Group v3, Vendor v3, Vendor v3.1'],
	['ITINER', 'Itinerary v1, Bookings v1.1, Trips v1.1'],
	['LIST', 'Budget v4'],
	['locality.read', 'Localities v5'],
	['locate.location.read', 'User Locations v4'],
	['locate.location.write', 'User Locations v4'],
	['maestro.alerts.writeonly', 'Maestro v4'],
	['MEDIC', 'Travel Profile v2 Medical Alerts'],
	['meetings.read', 'Meetings v4'],
	['meetings.write', 'Meetings v4'],
	['NOTIF', 'Event Notification Callouts'],
	['notifications.messages.writeonly', 'Partner Notifications v4'],
	['openid', 'OpenID Connect: an id_token comes with the token. No API asks for it.'],
	['PASSV', 'Travel Profile v2 Passport, Travel Profile v2 Visa'],
	['PAYBAT', 'Payment Batches v1.1'],
	['purchaserequest.read', 'Purchase Request v4'],
	['purchaserequest.write', 'Purchase Request v4'],
	['quickexpense.writeonly', 'Quick Expense v4'],
	['RCTIMG', 'Receipt Image v3'],
	['receipts.read', 'Document Compliance Gateway v4, Receipts v4'],
	['receipts.write', 'Document Compliance Gateway v4, Receipts v4'],
	['receipts.writeonly', 'Quick Expense v4, Receipts v4'],
	['spend.accountingintegration.read', 'Accounting Integration v4'],
	['spend.accountingintegration.write', 'Accounting Integration v4'],
	['spend.list.delete', 'List v4'],
	['spend.list.read', 'Allocations v4, Expenses v4, List v4, Reports v4'],
	['spend.list.write', 'List v4'],
	['spend.listitem.delete', 'List Item v4'],
	['spend.listitem.read', 'Allocations v4, Expenses v4, List Item v4, Reports v4'],
	['spend.listitem.write', 'List Item Bulk v4, List Item v4'],
	['spend.user.general.read', 'Spend Users v4.1, Spend Form Fields v4.1, User Provisioning v4'],
	['spend.user.general.writeonly', 'User Provisioning v4'],
	['spenddocs.receipts.compliance.read', 'Spend Documents v4'],
	['spenddocs.receipts.compliance.write', 'Spend Documents v4'],
	['spenddocs.receipts.compliance.writeonly', 'Spend Documents v4'],
	['spenddocs.receipts.read', 'Spend Documents v4'],
	['spenddocs.receipts.write', 'Spend Documents v4'],
	['spenddocs.receipts.writeonly', 'Spend Documents v4'],
	['TAXINV', 'Sales Tax Validation v3'],
	['TMCSP', 'Travel Profile v2 TMC'],
	['travel.hotel.write', 'Hotel Service v4'],
	['travel.itinerary.read', 'Itinerary v4'],
	['travel.receipts.read', 'Travel Receipts v1'],
	['travel.receipts.write', 'Travel Receipts v1'],
	['travel.user.general.read', 'Travel Users v4, User Provisioning v4'],
	['travel.user.private.read', 'Travel Users v4, User Provisioning v4'],
	['travelallowance.allowancedays.read', 'Travel Allowance Days'],
	['travelallowance.configuration.read', 'Travel Allowance v4'],
	['travelallowance.itinerary.read', 'Travel Allowance v4'],
	['travelallowance.itinerary.writeonly', 'Travel Allowance v4'],
	['travelallowance.itineraryresult.read', 'Travel Allowance v4'],
	['travelrequest.externalsystemworkflow.write', 'Request v4'],
	['travelrequest.write', 'Request v4'],
	['TRVPRF', 'Travel Profile v2'],
	['TRVPTS', 'Travel Profile v1 Travel Points'],
	['TSAI', 'Travel Profile v2 TSA'],
	['UNUTX', 'Travel Profile v2 Unused Tickets'],
	['user.profile.search.read', 'User Retrieval v4'],
	['user.provision.read', 'User Provisioning v4'],
	['user.provision.write', 'User Provisioning v4'],
	['user.read', 'Reports v4, Expenses v4, Allocations v4, Comments v4, Expense Configuration v4, Quick Expense v4'],
	['user.write', 'Profile v1', 'deprecated'],
];

/** Every scope that an app can be allowed. */
export const scopeChoices: readonly ScopeChoice[] = scopeRows
	.map(([name, apis, deprecated]) => ({name, apis, isDeprecated: deprecated !== undefined}));

/** The names of these scopes, in the same order. */
export const appScopes: readonly string[] = scopeChoices.map(({name}) => name);
