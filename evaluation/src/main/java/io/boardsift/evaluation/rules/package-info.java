/** How good rules are on labelled photos, and which rules such photos speak for. */
package io.boardsift.evaluation.rules;
