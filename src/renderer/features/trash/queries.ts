import { queryOptions } from '@tanstack/react-query';
import { call, type Output } from '../../lib/ipc-client.ts';

export type TrashItem = Output<'trash.list'>[number];

export const trashQuery = queryOptions({ queryKey: ['trash'], queryFn: () => call('trash.list', {}) });
