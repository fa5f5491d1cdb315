using System.Text.Json;
using DnnBrain.Rsa;

namespace DnnBrain.Formats.Meadows;

/// <summary>Reads the tree download of Meadows (.json): one RDM a finished multi-arrangement task.</summary>
/// <remarks>
/// A task has <c>task.name</c>, <c>task.task_type</c> (<c>multiarrange</c>), <c>stimuli</c> with a <c>name</c> each, and
/// <c>rdm</c>, the upper triangle. Other tasks are passed over. Participants are those of the file's name.
/// </remarks>
public static class MeadowsJsonReader
{
    private const string MultiArrangement = "multiarrange";

    /// <summary>True for a file whose first character other than white space is <c>{</c>.</summary>
    /// <exception cref="DataFileException">There is no such file (<c>FileNotFound</c>) or it may not be read (<c>FileAccessFailed</c>).</exception>
    public static bool CanRead(string path)
    {
        using FileStream stream = InputStream.Open(path);
        int first = stream.ReadByte();
        while (first is ' ' or '\t' or '\r' or '\n')
        {
            first = stream.ReadByte();
        }

        return first == '{';
    }

    /// <summary>Reads all RDMs of a file.</summary>
    /// <exception cref="InvalidFileContentException">This is no JSON, or no download of Meadows with an RDM in it.</exception>
    /// <exception cref="DnnBrainException">A stimulus occurs twice (<c>StimulusDuplicate</c>).</exception>
    public static IReadOnlyList<Rdm> Read(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        using JsonDocument document = Parse(path);
        MeadowsFileName info = MeadowsFileName.Parse(path);
        var rdms = new List<Rdm>();
        // A download of all tasks is a list; that of one task is the task.
        JsonElement[] all = Property(document.RootElement, "tasks", JsonValueKind.Array) is { } list ? [.. list.EnumerateArray()] : [document.RootElement];
        foreach (JsonElement task in all)
        {
            if (Property(task, "task", JsonValueKind.Object) is not { } meta
                || Property(meta, "task_type", JsonValueKind.String)?.GetString() != MultiArrangement
                || Property(task, "rdm", JsonValueKind.Array) is not { } triangle)
            {
                continue;
            }

            string name = Property(meta, "name", JsonValueKind.String)?.GetString() ?? MultiArrangement;
            if (Property(task, "stimuli", JsonValueKind.Array) is not { } stimuli)
            {
                throw new InvalidFileContentException(path, $"the task '{name}' has an RDM but no list of its stimuli.");
            }

            string[] ids = [.. stimuli.EnumerateArray().Select((stimulus, i) => Property(stimulus, "name", JsonValueKind.String)?.GetString()
                ?? throw new InvalidFileContentException(path, $"stimulus {i + 1} of the task '{name}' has no name."))];
            rdms.Add(MeadowsRdm.Create(path, name, info.Participant ?? info.Task, ids, Numbers(path, name, triangle)));
        }

        return rdms.Count > 0
            ? rdms
            : throw new InvalidFileContentException(path, "there is no finished multi-arrangement task with stimuli and an RDM in it.");
    }

    private static JsonDocument Parse(string path)
    {
        using FileStream stream = InputStream.Open(path);
        try
        {
            return JsonDocument.Parse(stream);
        }
        catch (JsonException e)
        {
            throw new InvalidFileContentException(path, $"this is no JSON, or it is truncated: {e.Message}", e);
        }
    }

    private static JsonElement? Property(JsonElement element, string name, JsonValueKind kind) =>
        element.ValueKind == JsonValueKind.Object && element.TryGetProperty(name, out JsonElement value) && value.ValueKind == kind ? value : null;

    private static double[] Numbers(string path, string task, JsonElement array) => [.. array.EnumerateArray().Select((value, i) => value.ValueKind switch
    {
        JsonValueKind.Number => value.GetDouble(),
        JsonValueKind.Null => double.NaN,
        _ => throw new InvalidFileContentException(path, $"value {i + 1} of the RDM of '{task}' is no number."),
    })];
}
