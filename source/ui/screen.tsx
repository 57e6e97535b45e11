import {Box, Text} from 'ink';
import {checklistLines} from './checklist-lines.js';
import {debugHeading, debugLines} from './debug-lines.js';
import {footerLine, noticeLine, stageHeading, titleLine} from './frame-lines.js';
import {layOut, smallest, type Layout} from './layout.js';
import {fitLine, type Line} from './line.js';
import {Lines} from './lines.js';
import {PageOverlay} from './overlay.js';
import {StagePanel, type StagePanelProps} from './stage-panel.js';
import {symbols} from './theme.js';

/** What the whole screen needs is what its stage panel needs, with the size of the whole. */
type ScreenProps = StagePanelProps;

function TooSmall({columns, rows}: {readonly columns: number; readonly rows: number}) {
	return (
		<Box flexDirection="column" width={columns} height={rows} overflow="hidden">
			<Text>This window is {columns}x{rows}. Please enlarge it to {smallest.columns}x{smallest.rows} or more.</Text>
			<Text>Nothing is lost. Ctrl+C saves and leaves.</Text>
		</Box>
	);
}

type RegionsProps = ScreenProps & {readonly layout: Exclude<Layout, {kind: 'too-small'}>};

function Regions({layout, ...props}: RegionsProps) {
	const {state} = props;
	const {stageColumns, stageRows, debugColumns, debugRows} = layout;
	const left = (
		<Box flexDirection="column" flexShrink={0} width={stageColumns}>
			<Lines lines={checklistLines(state, layout.checklist, stageColumns)}/>
			<Lines lines={[stageHeading(state, stageColumns)]}/>
			<StagePanel {...props} columns={stageColumns} rows={stageRows}/>
		</Box>
	);
	const debug = [debugHeading(state, debugColumns), ...debugLines(state, debugColumns, debugRows)];
	if (layout.kind === 'one-column') {
		return <Box flexDirection="column" flexShrink={0}>{left}<Lines lines={debug}/></Box>;
	}

	const divided = Array.from({length: debugRows + 1}, (_, row): Line => [{text: ` ${symbols.divider} `, tone: 'dim'}, ...debug[row] ?? []]);
	return <Box flexShrink={0}>{left}<Lines lines={divided}/></Box>;
}

/** The whole screen: title, the three regions (or a page over them), the last thing that happened, and the keys that work now. */
export function Screen(props: ScreenProps) {
	const {state, columns, rows} = props;
	const layout = layOut(columns, rows);
	if (layout.kind === 'too-small') {
		return <TooSmall columns={columns} rows={rows}/>;
	}

	const isPage = state.overlay.kind === 'help' || state.overlay.kind === 'debug';
	return (
		<Box flexDirection="column" width={columns} height={rows} overflowY="hidden">
			<Lines lines={[titleLine(state, columns)]}/>
			{isPage ? <PageOverlay state={state} columns={columns} rows={rows - 3}/> : <Regions {...props} layout={layout}/>}
			<Lines lines={[noticeLine(state, columns), fitLine(footerLine(state, columns), columns)]}/>
		</Box>
	);
}
