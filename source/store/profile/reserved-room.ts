import {type ReservedSpace} from '../../disk/atomic-write.js';
import {type ProfileStore} from './profile-store.js';

/** Runs `work` with disk space reserved for its response, then releases what is left. Rejects as `reserve` does. */
export async function withReservedRoom<Result>(
	store: Pick<ProfileStore, 'reserve'>,
	work: (room: ReservedSpace) => Promise<Result>,
): Promise<Result> {
	const room = await store.reserve();
	try {
		return await work(room);
	} finally {
		room.release();
	}
}
