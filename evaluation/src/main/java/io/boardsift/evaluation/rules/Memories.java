package io.boardsift.evaluation.rules;

import io.boardsift.sift.memory.Memory;
import io.boardsift.sift.memory.MemorySource;
import io.boardsift.sift.memory.RememberedPhoto;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** The memories of several cameras, empty at first. Not for use by several threads. */
public final class Memories implements MemorySource {
  private final Map<String, Memory> byCamera = new HashMap<>();

  /** The memory of a camera, see {@link RememberedPhoto#camera(String)}. */
  public Memory of(String camera) {
    return byCamera.getOrDefault(camera, Memory.empty(camera));
  }

  @Override
  public Optional<Memory> recall(String camera) {
    return Optional.of(of(camera));
  }

  /** Adds a photo to its camera's memory. */
  public void learn(RememberedPhoto photo) {
    byCamera.put(photo.camera(), of(photo.camera()).with(photo));
  }

  /** How many photos are remembered in all. */
  public int size() {
    return byCamera.values().stream().mapToInt(Memory::size).sum();
  }
}
