using DnnBrain.Rsa.Conditions;
using Xunit;

namespace DnnBrain.Core.Tests.Rsa.Conditions;

public class PatternTableTests
{
    [Fact]
    public void ToPatterns_Table_HasOneRowAStimulusAndOneUnitANumericColumn()
    {
        PatternTable table = Table(
            [("stimID", "face"), ("Valence", "1.5"), ("Size", 3), ("Note", "x"), ("Empty", "")],
            [("stimid", "house"), ("valence", ""), ("Size", 4.5f), ("Note", "7"), ("Empty", null)]);
        TablePatterns patterns = Assert.Single(table.ToPatterns(new PatternTableOptions { Name = "ratings" }));
        Assert.Equal(["stimID", "Valence", "Size", "Note", "Empty"], table.Columns);
        Assert.Equal(2, table.RowCount);
        Assert.Equal(["Valence", "Size"], patterns.Property);
        Assert.Equal(["face", "house"], patterns.StimulusId);
        Assert.Equal(("ratings", null, 2), (patterns.Name, patterns.Subject, patterns.UnitCount));
        Assert.Null(patterns.Design);
        Assert.Equal([1.5, 3, double.NaN, 4.5], Values(patterns, 0, 2));

        // Any stretch of rows, in either precision.
        Assert.Equal([double.NaN, 4.5], Values(patterns, 1, 1));
        float[] single = new float[2];
        patterns.Read(1, 1, single.AsSpan());
        Assert.Equal([float.NaN, 4.5f], single);
    }

    [Fact]
    public void ToPatterns_WithColumnsThatAreAlmostNumeric_SaysThatTheyAreNoUnits()
    {
        PatternTable table = Table(
            [("Id", "a"), ("x", "1"), ("stray", "n/a"), ("comma", "0,5"), ("lost", "NaN"), ("empty", ""), ("note", "ok"), ("flag", true)],
            [("Id", "b"), ("x", ""), ("stray", "2"), ("comma", "3"), ("lost", "NA"), ("empty", null), ("note", "7"), ("flag", false)],
            [("Id", "c"), ("x", "3"), ("stray", "3"), ("comma", "0,7"), ("lost", ""), ("empty", ""), ("note", "no"), ("flag", true)]);
        var warnings = new List<string>();

        TablePatterns patterns = Assert.Single(table.ToPatterns(new PatternTableOptions(), warnings.Add));

        Assert.Equal(["x"], patterns.Property);
        Assert.Collection(
            warnings,
            stray => Assert.Matches("'stray'.*1 of its 3 cells.*'n/a'", stray),
            comma => Assert.Matches("'comma'.*2 of its 3 cells.*'0,5'", comma),
            lost => Assert.Contains("'lost' holds no number", lost, StringComparison.Ordinal));

        // Who names columns has an error for each such cell.
        warnings.Clear();
        table.ToPatterns(new PatternTableOptions { Property = ["x"] }, warnings.Add);
        Assert.Empty(warnings);
    }

    [Theory]
    [InlineData("")]
    [InlineData(null)]
    public void ToPatterns_OfARowWithoutAnId_IsAnErrorThatNamesTheRow(string? id)
    {
        PatternTable table = Table([("Id", "a"), ("x", 1)], [("Id", id), ("x", 2)]);

        DnnBrainException error = Assert.Throws<DnnBrainException>(() => table.ToPatterns(new PatternTableOptions()));
        Assert.Equal("StimulusIdMissing", error.ErrorId);
        Assert.Contains("Row 2", error.Message, StringComparison.Ordinal);
        Assert.Equal("StimulusIdMissing", Assert.Throws<DnnBrainException>(() => table.Ids("Id")).ErrorId);

        // Conditions stand for ids.
        Assert.Single(Table([("Id", id), ("c", "a"), ("x", 1)], [("Id", id), ("c", "b"), ("x", 2)]).ToPatterns(new PatternTableOptions { Condition = "c" }));
    }

    [Fact]
    public void ToPatterns_Property_TakesThoseColumnsInTheirOrder()
    {
        PatternTable table = Table([("Id", "a"), ("x", "1"), ("y", "NA"), ("z", 3)], [("Id", "b"), ("x", "4"), ("y", "5e-1"), ("z", 6)]);
        TablePatterns patterns = table.ToPatterns(new PatternTableOptions { Property = ["Z", "y"] })[0];
        Assert.Equal(["z", "y"], patterns.Property);
        Assert.Equal([3, double.NaN, 6, 0.5], Values(patterns, 0, 2));
    }

    [Fact]
    public void ToPatterns_By_PartsTheTable()
    {
        PatternTable table = Table(
            [("Id", "a"), ("Subject", "1"), ("Roi", "V1"), ("Hemi", "L"), ("x", 1)],
            [("Id", "a"), ("Subject", "2"), ("Roi", "V1"), ("Hemi", "L"), ("x", 2)],
            [("Id", "b"), ("Subject", "1"), ("Roi", "V1"), ("Hemi", "L"), ("x", 3)],
            [("Id", "a"), ("Subject", "1"), ("Roi", "IT"), ("Hemi", "L"), ("x", 4)]);
        IReadOnlyList<TablePatterns> sets = table.ToPatterns(new PatternTableOptions { Name = "n", By = ["subject", "Roi", "Hemi"] });
        Assert.Equal([("V1 L", "1"), ("V1 L", "2"), ("IT L", "1")], sets.Select(set => (set.Name, set.Subject!)));
        Assert.Equal(["x"], sets[0].Property);
        Assert.Equal([1.0, 3], Values(sets[0], 0, 2));
        Assert.Equal(["a", "b"], sets[0].StimulusId);
        Assert.Equal([4.0], Values(sets[2], 0, 1));

        // Without a column but the subject's, sets have the table's name.
        Assert.Equal([("n", "1"), ("n", "2")], Table([("Id", "a"), ("Subject", 1), ("x", 1)], [("Id", "a"), ("Subject", 2), ("x", 2)])
            .ToPatterns(new PatternTableOptions { Name = "n", By = ["Subject"] }).Select(set => (set.Name, set.Subject!)));
    }

    [Fact]
    public void ToPatterns_ConditionsAndRuns_AreADesignAndNoUnits()
    {
        PatternTable table = Table([("Trial", 1), ("c", 7), ("r", 1), ("x", 1)], [("Trial", 2), ("c", 8), ("r", 1), ("x", 2)], [("Trial", 3), ("c", 7), ("r", 2), ("x", 3)]);
        TablePatterns patterns = table.ToPatterns(new PatternTableOptions { Condition = "C", Run = "R", Property = ["x"] })[0];
        Assert.Equal(["1", "2", "3"], patterns.StimulusId);
        AssertDesign("7 (0, 0) (2, 1); 8 (1, 0)", "1 2", patterns.Design!, patterns.StimulusId);

        // All numeric columns that mean nothing else: a run or a condition alone is enough to do without ids.
        Assert.Equal(["Trial", "r", "x"], table.ToPatterns(new PatternTableOptions { Condition = "c" })[0].Property);
        TablePatterns ofRuns = table.ToPatterns(new PatternTableOptions { Run = "r" })[0];
        Assert.Equal(["Trial", "c", "x"], ofRuns.Property);
        AssertDesign("all (0, 0) (1, 0) (2, 1)", "1 2", ofRuns.Design!, ofRuns.StimulusId);
    }

    [Fact]
    public void ToDesign_Ids_AreThoseOfTheRows()
    {
        PatternTable table = Table([("Id", "t1"), ("c", "a"), ("r", 1)], [("Id", "t2"), ("c", "b"), ("r", 2)]);
        PatternDesign design = table.ToDesign(null, "c", "r");
        AssertDesign("b (0, 0); a (1, 1)", "2 1", design, ["t2", "t1"]);
        AssertDesign("t1 (0, 0); t2 (1, 0)", "", Table([("Id", "t1")], [("Id", "t2")]).ToDesign("id", "Id", null), ["t1", "t2"]);
        Assert.Equal("ColumnMissing", Refused(() => Table([("x", 1)]).ToDesign(null, "x", null)));
        Assert.Equal("ColumnNotFound", Refused(() => table.ToDesign("no", "c", null)));
    }

    [Fact]
    public void Numbers_Cells_AreReadInTheInvariantCulture()
    {
        PatternTable table = Table([("x", "1.5")], [("x", "nan")], [("X", "na")], [("x", "")], [("x", 2L)], [("y", 1)]);
        Assert.Equal([1.5, double.NaN, double.NaN, double.NaN, 2, double.NaN], table.Numbers("x"));
        Assert.Equal(["1.5", "nan", "na", "", "2", ""], table.Texts("X"));
    }

    [Fact]
    public void ToPatterns_BadTable_IsRefused()
    {
        PatternTable table = Table([("Id", "a"), ("x", 1), ("t", "text")], [("Id", "b"), ("x", 2), ("t", "3")]);
        Assert.Equal("ColumnNotFound", Refused(() => table.ToPatterns(new PatternTableOptions { Id = "no" })));
        Assert.Equal("ColumnNotFound", Refused(() => table.ToPatterns(new PatternTableOptions { Property = ["x", "no"] })));
        Assert.Equal("ColumnNotFound", Refused(() => table.ToPatterns(new PatternTableOptions { By = ["no"] })));
        Assert.Equal("ColumnMissing", Refused(() => Table([("x", 1)]).ToPatterns(new PatternTableOptions())));
        Assert.Equal("UnitTooFew", Refused(() => Table([("Id", "a"), ("t", "text"), ("empty", "")]).ToPatterns(new PatternTableOptions())));
        DnnBrainException cell = Assert.ThrowsAny<DnnBrainException>(() => table.ToPatterns(new PatternTableOptions { Property = ["t"] }));
        Assert.Equal("CellInvalid", cell.ErrorId);
        Assert.Contains("Row 1, column 't': 'text'", cell.Message, StringComparison.Ordinal);
        foreach (object bad in new object[] { true, new DateTime(2026, 1, 2), 'c', new object() })
        {
            Assert.Equal("CellInvalid", Refused(() => Table([("x", bad)]).Numbers("x")));
        }
    }

    private static void AssertDesign(string rows, string runs, PatternDesign design, IReadOnlyList<string> ids)
    {
        ConditionRows actual = design.Group(ids, "table");
        Assert.Equal(rows, string.Join("; ", actual.Condition.Zip(actual.Rows, (name, members) => $"{name} {string.Join(' ', members)}")));
        Assert.Equal(runs, string.Join(' ', actual.Run));
    }

    private static double[] Values(TablePatterns patterns, int first, int count)
    {
        double[] values = new double[count * patterns.UnitCount];
        patterns.Read(first, count, values.AsSpan());
        return values;
    }

    private static PatternTable Table(params (string Column, object? Value)[][] rows) =>
        new([.. rows.Select(row => row.ToDictionary(cell => cell.Column, cell => cell.Value))]);

    private static string Refused(Func<object> work) => Assert.ThrowsAny<DnnBrainException>(work).ErrorId;
}
