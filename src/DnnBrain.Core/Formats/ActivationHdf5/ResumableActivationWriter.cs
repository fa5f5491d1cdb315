using System.Buffers;
using DnnBrain.Activations;

namespace DnnBrain.Formats.ActivationHdf5;

/// <summary>
/// Writes an .act.h5 so that a run which is killed can be gone on with: the file is the same, to the byte, as that of a run which is
/// not. The final name is there only when the file is whole.
/// </summary>
/// <remarks>
/// An HDF5 file cannot be trusted after a kill, but its chunks can: their bytes are in the file before the journal says where. To
/// resume is to make a new file from the chunks of the old one, packed as they are, and to go on behind the last batch of the journal.
/// </remarks>
public sealed class ResumableActivationWriter : IResumableActivationSink
{
    private readonly PartialFiles _files;
    private readonly bool _overwrite;
    private readonly bool _resume;
    private readonly List<ChunkPlace> _written = [];
    private PartialJournal? _earlier;
    private PartialJournal? _journal;
    private ActivationHdf5File? _file;
    private string _model = "";
    private IReadOnlyList<LayerShape> _layers = [];
    private int _expectedStimulusCount;
    private int _generation = 1;
    private volatile bool _worthKeeping;
    private bool _finished;

    /// <summary>Reserves the file; nothing is written before <see cref="Open"/>.</summary>
    /// <param name="path">The file to write; its folder exists.</param>
    /// <param name="overwrite">Whether a file of this name, or what an earlier run left of it, may be replaced.</param>
    /// <param name="resume">
    /// Whether to go on with what an earlier run left. Then this run leaves what it has when it is stopped; otherwise it leaves nothing
    /// unless it is killed.
    /// </param>
    /// <exception cref="DataFileException">
    /// The file exists (<c>FileExists</c>), a part of it does (<c>PartialExists</c>), another run is writing it (<c>FileInUse</c>), or its
    /// folder is missing (<c>FolderNotFound</c>).
    /// </exception>
    public ResumableActivationWriter(string path, bool overwrite = false, bool resume = false)
    {
        using (new AtomicFile(path, overwrite))
        {
            // Checks the name; nothing is created.
        }

        _files = new PartialFiles(path);
        _overwrite = overwrite;
        _resume = resume;
        if (!File.Exists(_files.Journal))
        {
            return;
        }

        _earlier = PartialJournal.Open(_files.Journal);
        if (!resume && !overwrite)
        {
            int stimuli = _earlier.ReadBatches().Sum(batch => batch.Outcomes.Count);
            int all = _earlier.Plan?.StimulusId.Count ?? 0;
            _earlier.Dispose();
            throw new DataFileException("PartialExists", ErrorKind.AlreadyExists, _files.Final, $"a run that was ended has left {stimuli} of its {all} stimuli; use -Resume to go on with it or -Force to begin again.");
        }

        if (!resume || _earlier.Plan is null)
        {
            int generation = _earlier.Generation;
            _earlier.Dispose();
            _earlier = null;
            _files.Delete(generation);
        }
    }

    /// <summary>Opens the file that an earlier run finished, if that run was about the same.</summary>
    /// <param name="path">The file.</param>
    /// <param name="plan">What is asked for.</param>
    /// <exception cref="DnnBrainException">The file holds something else (<c>ResumeMismatch</c>; the message says what).</exception>
    public static IReadOnlyList<Activation> OpenFinished(string path, ExtractionPlan plan)
    {
        ArgumentNullException.ThrowIfNull(plan);
        IReadOnlyList<Activation> activations = ActivationHdf5Reader.Read(path);
        if (activations.Count > 0)
        {
            var there = new ExtractionPlan(activations[0].Provenance, activations.Select(a => a.Shape.ForLayer(a.Layer)), activations[0].StimulusId);
            RequireSame(plan.DifferenceTo(there, answeredOnly: true), path);
        }

        return activations;
    }

    /// <inheritdoc/>
    /// <exception cref="DnnBrainException">A layer has no units (<c>LayerEmpty</c>) or two have one name (<c>LayerDuplicate</c>).</exception>
    public void Open(string model, IReadOnlyList<LayerShape> layers, int expectedStimulusCount)
    {
        _model = model;
        _layers = layers;
        _expectedStimulusCount = expectedStimulusCount;
        _generation = (_earlier?.Generation ?? 0) + 1;
    }

    /// <inheritdoc/>
    public IReadOnlyList<StimulusOutcome> Restore(ExtractionPlan plan, CancellationToken token)
    {
        ArgumentNullException.ThrowIfNull(plan);
        if (_earlier is null)
        {
            _journal = PartialJournal.Create(_files.Journal, _generation, plan, FileMode.CreateNew);
            _file = CreateData();
            return [];
        }

        RequireSame(plan.DifferenceTo(_earlier.Plan!), _files.Final);
        _journal = PartialJournal.Create(_files.NextJournal, _generation, plan, FileMode.Create);
        _file = CreateData();
        List<StimulusOutcome> outcomes = TakeOver(token);
        _journal.Dispose();
        _earlier.Dispose();

        // From here on the new file counts. A kill between two of these lines leaves one journal or the other, and its data.
        File.Move(_files.NextJournal, _files.Journal, overwrite: true);
        File.Delete(_files.Data(_earlier.Generation));
        _earlier = null;
        _journal = PartialJournal.Open(_files.Journal);
        _journal.MoveToEnd();
        _worthKeeping = outcomes.Count > 0;
        return outcomes;
    }

    /// <inheritdoc/>
    public void Append(int layerIndex, int stimulusCount, ReadOnlySpan<float> values) => _file!.Layers[layerIndex].Append(stimulusCount, values);

    /// <inheritdoc/>
    public void EndBatch(IReadOnlyList<StimulusOutcome> outcomes)
    {
        ArgumentNullException.ThrowIfNull(outcomes);
        int answered = outcomes.Count(outcome => outcome.IsAnswered);
        ReadOnlyMemory<float>[] waiting = CopyNewRows(_file!.Layers, answered, out float[] buffer);
        StimulusOutcome[] kept = [.. outcomes];
        _file.Then(() =>
        {
            _journal!.Append(new BatchRecord(kept, [.. _written], waiting));
            ArrayPool<float>.Shared.Return(buffer);
            _written.Clear();
            _worthKeeping = _resume;
        });
    }

    /// <summary>Waits until everything so far is in the file and the journal.</summary>
    internal void WaitForWriting()
    {
        using var written = new ManualResetEventSlim();
        _file!.Then(written.Set);
        written.Wait();
    }

    /// <summary>Ends the file, renames it and opens it: the activations read their values from it.</summary>
    /// <inheritdoc/>
    /// <exception cref="DnnBrainException">A layer has not as many answers as there are ids (<c>ShapeMismatch</c>).</exception>
    public IReadOnlyList<Activation> Complete(IReadOnlyList<string> stimulusId, Provenance provenance)
    {
        ActivationHdf5File file = _file ?? throw new InvalidOperationException("The writer is not open.");
        file.Close(stimulusId, [.. file.Layers.Select(_ => _model)], [.. file.Layers.Select(_ => provenance)]);
        File.Move(_files.Data(_generation), _files.Final, _overwrite);
        _finished = true;
        _journal!.Dispose();
        _files.Delete(_generation);
        return ActivationHdf5Reader.Read(_files.Final);
    }

    /// <summary>Closes what is open. A run that was to be resumable leaves what it has; any other one nothing.</summary>
    public void Dispose()
    {
        _file?.Dispose();
        _file = null;
        bool nothingMade = _journal is null;
        _journal?.Dispose();
        _earlier?.Dispose();
        if (_finished || nothingMade || _worthKeeping)
        {
            return;
        }

        _finished = true;
        if (_earlier is null)
        {
            _files.Delete(_generation);
        }
        else
        {
            // What the earlier run left stays as it was.
            File.Delete(_files.NextJournal);
            File.Delete(_files.Data(_generation));
        }
    }

    private static void RequireSame(string? difference, string path)
    {
        if (difference is not null)
        {
            throw new DataFileException("ResumeMismatch", ErrorKind.InvalidArgument, path, $"it cannot be resumed, because it was begun with something else: {difference}. Use the same, or -Force without -Resume to begin again.");
        }
    }

    private ActivationHdf5File CreateData() => new(_files.Data(_generation), _layers, _expectedStimulusCount, _written.Add);

    /// <summary>Copies, into a buffer of the shared pool, the rows of this batch that wait, a layer.</summary>
    private static ReadOnlyMemory<float>[] CopyNewRows(IReadOnlyList<ActivationHdf5LayerWriter> layers, int answered, out float[] buffer)
    {
        int[] lengths = [.. layers.Select(layer => (int)Math.Min(layer.Waiting.Length, (long)answered * layer.Layer.UnitCount))];
        buffer = ArrayPool<float>.Shared.Rent(lengths.Sum());
        var rows = new ReadOnlyMemory<float>[layers.Count];
        int start = 0;
        for (int i = 0; i < rows.Length; i++)
        {
            layers[i].Waiting[^lengths[i]..].CopyTo(buffer.AsSpan(start));
            rows[i] = buffer.AsMemory(start, lengths[i]);
            start += lengths[i];
        }

        return rows;
    }

    private List<StimulusOutcome> TakeOver(CancellationToken token)
    {
        var outcomes = new List<StimulusOutcome>();
        using var chunks = new ChunkReader(_files.Data(_earlier!.Generation));
        foreach (BatchRecord batch in _earlier.ReadBatches().TakeWhile(chunks.AllWhole))
        {
            token.ThrowIfCancellationRequested();
            foreach (ChunkPlace place in batch.Chunks)
            {
                _file!.Layers[place.Layer].Restore(place, chunks.Read(place));
            }

            for (int layer = 0; layer < batch.Waiting.Count; layer++)
            {
                ActivationHdf5LayerWriter writer = _file!.Layers[layer];
                writer.Append(batch.Waiting[layer].Length / writer.Layer.UnitCount, batch.Waiting[layer].Span);
            }

            outcomes.AddRange(batch.Outcomes);
            _journal!.Append(batch with { Chunks = [.. _written] });
            _written.Clear();
        }

        return outcomes;
    }
}
