using System.Xml.Linq;
using DnnBrain.Help;
using Xunit;

namespace DnnBrain.Architecture.Help;

public sealed class MamlWriterTests : IDisposable
{
    private readonly HelpFixture _fixture = new();

    public void Dispose() => _fixture.Dispose();

    [Fact]
    public void Write_ParameterSets_ListThePositionalFirstAndEachItsOwn()
    {
        List<string[]> sets = Elements(Maml(), "syntaxItem")
            .Select(item => Elements(item, "parameter").Select(parameter => Value(parameter, "name")).ToArray()).ToList();
        Assert.Equal(
            [["Path", "Kind", "Alpha", "Seed", "Force", "WhatIf", "Confirm"], ["LiteralPath", "Kind", "Alpha", "Seed", "Force", "WhatIf", "Confirm"]],
            sets);
    }

    [Theory]
    [InlineData("Path", "required=true globbing=true pipelineInput=True (ByValue) position=0 aliases=FullName", "String[]", "None")]
    [InlineData("LiteralPath", "required=true globbing=false pipelineInput=True (ByPropertyName) position=named aliases=none", "String[]", "None")]
    [InlineData("Kind", "required=false globbing=false pipelineInput=False position=named aliases=none", "SampleKind", "Two")]
    [InlineData("Alpha", "required=false globbing=false pipelineInput=False position=named aliases=none", "Double", "0.05")]
    [InlineData("Seed", "required=false globbing=false pipelineInput=False position=named aliases=none", "Int32", "None")]
    [InlineData("Force", "required=false globbing=false pipelineInput=False position=named aliases=none", "SwitchParameter", "False")]
    public void Write_Parameter_IsAsTheCmdletDeclaresIt(string name, string attributes, string type, string defaultValue)
    {
        XElement parameter = Elements(Elements(Maml(), "parameters").Single(), "parameter").Single(p => Value(p, "name") == name);
        Assert.Equal(attributes, string.Join(' ', parameter.Attributes().Where(a => a.Name != "variableLength").Select(a => $"{a.Name}={a.Value}")));
        Assert.Equal(type, Value(Elements(parameter, "type").Single(), "name"));
        Assert.Equal(defaultValue, Value(parameter, "defaultValue"));
    }

    [Fact]
    public void Write_ClosedListOfValues_IsSpelledOutInTheSyntax()
    {
        XElement kind = Elements(Elements(Maml(), "syntaxItem").First(), "parameter").Single(p => Value(p, "name") == "Kind");
        Assert.Equal(["One", "Two"], Elements(Elements(kind, "parameterValueGroup").Single(), "parameterValue").Select(v => v.Value));
    }

    [Fact]
    public void Write_Example_HasItsCommandAsCodeAndTheRestAsRemarks()
    {
        XElement example = Elements(Maml(), "example").First();
        Assert.Equal("New-Sample a |\n    Out-String", Value(example, "code"));
        Assert.Equal(["The simplest one.", "a", ""], Elements(Elements(example, "remarks").Single(), "para").Select(p => p.Value));
    }

    [Fact]
    public void Write_Description_IsPlainTextWithItsListTogether()
    {
        XElement description = Maml().Descendants().Single(e => e.Name.LocalName == "command").Elements().Single(e => e.Name.LocalName == "description");
        Assert.Equal(
            ["The distance is 1 - r, see the paper (https://doi.org/10.1000/1).", "- one item\n- another"],
            Elements(description, "para").Select(p => p.Value));
    }

    private XElement Maml()
    {
        HelpPage page = HelpPageReader.Read(_fixture.Write("New-Sample.md", HelpFixture.Page), []);
        string file = Path.Combine(_fixture.Folder, "help.xml");
        MamlWriter.Write(file, [(page, HelpFixture.Cmdlet)]);
        return XElement.Load(file);
    }

    private static IEnumerable<XElement> Elements(XElement parent, string name) => parent.Descendants().Where(e => e.Name.LocalName == name);

    private static string Value(XElement parent, string name) => parent.Elements().Single(e => e.Name.LocalName == name).Value;
}
