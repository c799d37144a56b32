/** The classifier on this machine: trained, opened, and served behind SageMaker's protocol. */
package io.boardsift.evaluation.training;
