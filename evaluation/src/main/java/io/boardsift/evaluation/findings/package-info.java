/** What records tell of a deployment: what was saved, what went wrong, and whether a model pays. */
package io.boardsift.evaluation.findings;
