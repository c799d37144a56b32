/**
 * The runaway guard: what share of photos rules delete of late, for each camera and of all, and
 * what is stopped because it left what is usual. A camera whose lamp is broken sends black photos
 * only; a rule file with a slip deletes everything. Both stop here, before anybody notices.
 */
package io.boardsift.sift.guard;
