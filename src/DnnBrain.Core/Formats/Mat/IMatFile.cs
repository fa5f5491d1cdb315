namespace DnnBrain.Formats.Mat;

/// <summary>A MAT-file open for reading: variables by name.</summary>
internal interface IMatFile : IDisposable
{
    /// <summary>The file.</summary>
    string Path { get; }

    /// <summary>The names of the variables, in the order of the file.</summary>
    IReadOnlyList<string> Names { get; }

    /// <summary>Reads one variable.</summary>
    /// <exception cref="DataFileException">There is none of that name (<c>VariableNotFound</c>), or it is damaged.</exception>
    MatVariable Read(string name);
}
