/**
 * A streaming labeling job of Amazon SageMaker Ground Truth: made, kept going, and handed tasks.
 */
package io.boardsift.labeling.groundtruth;
