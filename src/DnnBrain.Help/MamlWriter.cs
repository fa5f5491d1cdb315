using System.Xml.Linq;

namespace DnnBrain.Help;

/// <summary>Writes pages as the MAML that <c>Get-Help</c> reads.</summary>
internal static class MamlWriter
{
    private static readonly XNamespace s_msh = "http://msh";
    private static readonly XNamespace s_maml = "http://schemas.microsoft.com/maml/2004/10";
    private static readonly XNamespace s_command = "http://schemas.microsoft.com/maml/dev/command/2004/10";
    private static readonly XNamespace s_dev = "http://schemas.microsoft.com/maml/dev/2004/10";

    private static readonly ParameterUse s_optional = new(null, null, false, false, false);

    /// <summary>What <c>SupportsShouldProcess</c> adds to a cmdlet without a line of its own.</summary>
    private static readonly (ParameterInfo Parameter, string Text)[] s_shouldProcess =
    [
        (Switch("WhatIf", "wi"), "Shows what would be written, and writes nothing."),
        (Switch("Confirm", "cf"), "Asks before anything is written."),
    ];

    public static void Write(string file, IEnumerable<(HelpPage Page, CmdletInfo Cmdlet)> items) =>
        new XDocument(new XElement(
            s_msh + "helpItems",
            new XAttribute("schema", "maml"),
            items.Select(item => Command(item.Page, item.Cmdlet)))).Save(file);

    private static XElement Command(HelpPage page, CmdletInfo cmdlet) => new(
        s_command + "command",
        new XAttribute(XNamespace.Xmlns + "maml", s_maml),
        new XAttribute(XNamespace.Xmlns + "command", s_command),
        new XAttribute(XNamespace.Xmlns + "dev", s_dev),
        new XElement(
            s_command + "details",
            new XElement(s_command + "name", cmdlet.Name),
            new XElement(s_command + "verb", cmdlet.Verb),
            new XElement(s_command + "noun", cmdlet.Noun),
            new XElement(s_maml + "description", Paragraphs(page.Synopsis.Blocks))),
        new XElement(s_maml + "description", Paragraphs(page.Description.Blocks)),
        new XElement(s_command + "syntax", cmdlet.ParameterSets.Select(set => SyntaxItem(page, cmdlet, set))),
        new XElement(
            s_command + "parameters",
            cmdlet.Parameters.Select(parameter => Parameter(parameter, parameter.Uses[0], Text(page, parameter))),
            ShouldProcess(cmdlet)),
        new XElement(s_command + "inputTypes", page.Inputs.Select(section => Typed("inputType", section))),
        new XElement(s_command + "returnValues", page.Outputs.Select(section => Typed("returnValue", section))),
        new XElement(s_maml + "alertSet", new XElement(s_maml + "alert", Paragraphs(page.Notes.Blocks))),
        new XElement(s_command + "examples", page.Examples.Select(Example)),
        new XElement(s_command + "relatedLinks", page.RelatedLinks.Select(link => new XElement(
            s_maml + "navigationLink",
            new XElement(s_maml + "linkText", link.Text.TrimStart('-', ' ')),
            new XElement(s_maml + "uri")))));

    private static XElement SyntaxItem(HelpPage page, CmdletInfo cmdlet, string set) => new(
        s_command + "syntaxItem",
        new XElement(s_maml + "name", cmdlet.Name),
        cmdlet.ParametersOf(set).Select(item => Parameter(item.Parameter, item.Use, Text(page, item.Parameter), inSyntax: true)),
        ShouldProcess(cmdlet));

    private static IEnumerable<XElement> ShouldProcess(CmdletInfo cmdlet) => cmdlet.SupportsShouldProcess
        ? s_shouldProcess.Select(item => Parameter(item.Parameter, s_optional, [new XElement(s_maml + "para", item.Text)]))
        : [];

    // A closed list of values is spelled out in the syntax; below, the parameter's type stands beside its text.
    private static XElement Parameter(ParameterInfo parameter, ParameterUse use, IEnumerable<XElement> text, bool inSyntax = false) => new(
        s_command + "parameter",
        new XAttribute("required", use.Mandatory),
        new XAttribute("variableLength", parameter.TypeName.EndsWith("[]", StringComparison.Ordinal)),
        new XAttribute("globbing", parameter.SupportsWildcards),
        new XAttribute("pipelineInput", use.PipelineInput),
        new XAttribute("position", (object?)use.Position ?? "named"),
        new XAttribute("aliases", parameter.Aliases.Count > 0 ? string.Join(", ", parameter.Aliases) : "none"),
        new XElement(s_maml + "name", parameter.Name),
        new XElement(s_maml + "description", text),
        inSyntax && parameter.Values.Count > 0
            ? new XElement(s_command + "parameterValueGroup", parameter.Values.Select(Value))
            : parameter.IsSwitch ? null : Value(parameter.TypeName),
        new XElement(s_dev + "type", new XElement(s_maml + "name", parameter.TypeName), new XElement(s_maml + "uri")),
        new XElement(s_dev + "defaultValue", parameter.IsSwitch ? "False" : parameter.DefaultValue ?? "None"));

    private static XElement Value(string value) => new(
        s_command + "parameterValue",
        new XAttribute("required", true),
        new XAttribute("variableLength", false),
        value);

    private static XElement Typed(string element, Section section) => new(
        s_command + element,
        new XElement(s_dev + "type", new XElement(s_maml + "name", section.Title)),
        new XElement(s_maml + "description", Paragraphs(section.Blocks)));

    private static XElement Example(Section example) => new(
        s_command + "example",
        new XElement(s_maml + "title", $"---------- {example.Title} ----------"),
        new XElement(s_dev + "code", example.Blocks.First(IsCommand).Text),
        new XElement(s_dev + "remarks", Paragraphs(example.Blocks.Where(block => !IsCommand(block))), new XElement(s_maml + "para")));

    private static bool IsCommand(Block block) => block is { Kind: BlockKind.Code, Language: "powershell" };

    private static IEnumerable<XElement> Text(HelpPage page, ParameterInfo parameter) =>
        Paragraphs(page.Parameters.First(section => section.Title == "-" + parameter.Name).Blocks);

    private static IEnumerable<XElement> Paragraphs(IEnumerable<Block> blocks)
    {
        List<string> texts = [];
        Block? previous = null;
        foreach (Block block in blocks)
        {
            // Items of a list stay together; paragraphs are set apart by an empty line.
            if (block.Kind == BlockKind.ListItem && previous?.Kind == BlockKind.ListItem)
                texts[^1] += "\n" + new string(' ', block.Level) + block.Text;
            else
                texts.Add(block.Text);
            previous = block;
        }

        return texts.Select(text => new XElement(s_maml + "para", text));
    }

    private static ParameterInfo Switch(string name, string alias) =>
        new(name, "SwitchParameter", "System.Management.Automation.SwitchParameter", true, false, null, [alias], [], [s_optional]);
}
