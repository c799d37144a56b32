/**
 * A project of a Label Studio server: handed tasks once each, and read for answers by a schedule.
 */
package io.boardsift.labeling.labelstudio;
