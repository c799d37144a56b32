/**
 * The life of a photo: what is known of it, the state that follows, and what has to be done next.
 * Every function asks here and does only that. See {@code docs/LIFE.md} for the picture.
 */
package io.boardsift.sift.life;
