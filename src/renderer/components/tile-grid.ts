/** A grid of pictures, and of their place-holders: as many as fit beside each other. */
export const tileGrid = 'grid grid-cols-[repeat(auto-fill,minmax(216px,1fr))] gap-x-2 gap-y-3 p-3';
