import {Box, Text} from 'ink';
import {keyFor} from '../wizard/keys/keys.js';
import {apiList} from '../wizard/regions/api-list.js';
import {checklistRows} from '../wizard/regions/checklist-rows.js';
import {debugReport} from '../wizard/regions/debug-report.js';
import {keyHints, titleFacts} from '../wizard/regions/frame-facts.js';
import {shownItems} from '../wizard/regions/shown-items.js';
import {shownQuestion, stageHeading, stageIntroduction} from '../wizard/regions/stage-facts.js';
import {welcomeFacts} from '../wizard/regions/welcome-facts.js';
import {type WizardState} from '../wizard/wizard-state.js';
import {Checklist} from './checklist/checklist.js';
import {allDebugRows, DebugPanel, preferredDebugRows} from './debug/debug-panel.js';
import {KeyRow, NoticeRow, noticeRows} from './frame/bottom-rows.js';
import {TitleBar} from './frame/title-bar.js';
import {computeLayout, minimumSize, type Layout} from './layout.js';
import {ApisPage} from './pages/apis-page.js';
import {HelpPage} from './pages/help-page.js';
import {Page, TextPage} from './pages/page.js';
import {StageHeading} from './frame/headings.js';
import {QuestionPanel} from './stage/question-panel.js';
import {StagePanel, preferredStageRows} from './stage/stage-panel.js';
import {WelcomePage} from './pages/welcome-page.js';

type ScreenProps = {
	readonly state: WizardState;
	/** The size of the terminal, in cells. */
	readonly columns: number;
	readonly rows: number;
};

// On a wider terminal the right side stays empty: related things would be too far apart.
const maxColumns = 160;
// Title and keys take a row each.
const titleAndKeyRows = 2;

function TooSmall({columns, rows}: Omit<ScreenProps, 'state'>) {
	return (
		<Box flexDirection="column" width={columns} height={rows} overflowY="hidden">
			<Text>
				This window is {columns}x{rows}. Enlarge it to at least {minimumSize.columns}x{minimumSize.rows}.
			</Text>
			<Text>Nothing is lost. Press {keyFor('leave')} to save and leave.</Text>
		</Box>
	);
}

type RegionsProps = {readonly state: WizardState; readonly layout: Exclude<Layout, {kind: 'too-small'}>};

function Regions({state, layout}: RegionsProps) {
	const {kind, checklist, checklistRows: rowsAbove, stageColumns, stageRows, debugColumns, debugRows} = layout;
	const {overlay} = state;
	const debug = <DebugPanel report={debugReport(state)} columns={debugColumns} rows={debugRows}/>;
	const stage = (
		<Box flexDirection="column" flexShrink={0} width={stageColumns}>
			<Checklist rows={checklistRows(state)} shape={checklist} columns={stageColumns}/>
			<StageHeading heading={stageHeading(state)} columns={stageColumns}/>
			{overlay.kind === 'question'
				? <QuestionPanel question={shownQuestion(state, overlay)} columns={stageColumns} rows={stageRows}/>
				: (
					<StagePanel
						introduction={stageIntroduction(state)} list={shownItems(state)} columns={stageColumns}
						// The title, the checklist and the heading are above.
						rows={stageRows} top={1 + rowsAbove + 1}
					/>
				)}
		</Box>
	);
	return kind === 'one-column'
		? <Box flexDirection="column" flexShrink={0}>{stage}{debug}</Box>
		: (
			<Box flexShrink={0}>
				{stage}
				<Box
					borderDimColor borderStyle="single" paddingLeft={1}
					borderTop={false} borderRight={false} borderBottom={false}
				>
					{debug}
				</Box>
			</Box>
		);
}

/** The regions, or the page that is open instead. */
function Body({state, layout, columns, rows}: RegionsProps & ScreenProps) {
	const {overlay} = state;
	switch (overlay.kind) {
		case 'help': {
			return (
				<HelpPage query={overlay.query} scroll={overlay.scroll} columns={columns} rows={rows}/>
			);
		}

		case 'apis': {
			return <ApisPage list={apiList(state, overlay)} columns={columns} rows={rows}/>;
		}

		case 'debug': {
			const content = allDebugRows(debugReport(state), columns);
			return (
				<Page title="Debug" height={content.length} scroll={overlay.scroll} columns={columns} rows={rows}>
					{content}
				</Page>
			);
		}

		case 'text': {
			const {title, text, scroll} = overlay;
			return <TextPage title={title} text={text} scroll={scroll} columns={columns} rows={rows}/>;
		}

		case 'none':
		case 'question': {
			return state.place.kind === 'welcome' && overlay.kind === 'none'
				? (
					<WelcomePage
						welcome={welcomeFacts(state)} choices={shownItems(state)} checklist={checklistRows(state)}
						columns={columns} rows={rows}
					/>
				)
				: <Regions state={state} layout={layout}/>;
		}
	}
}

/** The whole screen: title, regions or page, the latest notice, and the keys that work now. */
export function Screen({state, columns: terminalColumns, rows}: ScreenProps) {
	const columns = Math.min(terminalColumns, maxColumns);
	const frameRows = titleAndKeyRows + noticeRows(state.notice, columns);
	const report = debugReport(state);
	const layout = computeLayout(columns, rows, frameRows, {
		stage: () => preferredStageRows(stageIntroduction(state), shownItems(state), columns),
		debug: preferredDebugRows(report),
		isAboutDebug: report.isInFocus,
	});
	if (layout.kind === 'too-small') {
		return <TooSmall columns={columns} rows={rows}/>;
	}

	return (
		<Box flexDirection="column" width={columns} height={rows} overflowY="hidden">
			<TitleBar facts={titleFacts(state)} columns={columns}/>
			<Body state={state} layout={layout} columns={columns} rows={rows - frameRows}/>
			<NoticeRow notice={state.notice} columns={columns}/>
			<KeyRow hints={keyHints(state)}/>
		</Box>
	);
}
